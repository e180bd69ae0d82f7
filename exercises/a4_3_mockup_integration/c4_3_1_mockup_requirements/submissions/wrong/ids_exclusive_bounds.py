# /// expected
# summary = "Une borne exclue là où elle est admise, et la révision demandée aux panneaux aussi"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.85, 0.98]
# misconception = "subject-too-wide"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-12":
        each.applicability = BOTH
ids_text = rules.to_string().replace("maxInclusive", "maxExclusive")
