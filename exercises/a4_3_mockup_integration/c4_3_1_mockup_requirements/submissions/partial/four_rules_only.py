# /// expected
# summary = "Un IDS pour les seules exigences sans code de donnée"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.4, 0.8]
# ///
# %% amend="ids"
rules.specifications = [each for each in rules.specifications if each.name in ("EI-01", "EI-10", "EI-11", "EI-12")]
ids_text = rules.to_string()
