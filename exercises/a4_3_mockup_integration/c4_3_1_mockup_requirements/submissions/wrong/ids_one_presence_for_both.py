# /// expected
# summary = "Une seule règle de présence, pour les panneaux ou les modules"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "absence-unseen"
# ///
# %% amend="ids"
rules.specifications = [specified("Présence", BOTH, occurs=1), *rules.specifications[2:]]
ids_text = rules.to_string()
