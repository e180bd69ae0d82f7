# /// expected
# summary = "La révision demandée aux panneaux aussi"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.93, 0.98]
# misconception = "subject-too-wide"
# message = "que des modules"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-12":
        each.applicability = BOTH
ids_text = rules.to_string()
