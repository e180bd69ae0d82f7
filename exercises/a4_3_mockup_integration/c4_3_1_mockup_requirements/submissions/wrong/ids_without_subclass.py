# /// expected
# summary = "La classe IFCWALL seule, et les défauts qui s’ensuivent"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.93, 0.98]
# misconception = "subclass-missed"
# message = "sous-classe"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-11":
        each.applicability = [ids.Entity(name="IFCWALL")]
ids_text = rules.to_string()
