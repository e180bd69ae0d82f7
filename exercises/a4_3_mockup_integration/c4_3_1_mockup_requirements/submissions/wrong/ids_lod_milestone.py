# /// expected
# summary = "Le jalon de l’IDS est un numéro LOD"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "lod-as-need"
# message = "en-tête"
# ///
# %% amend="ids"
rules.info["milestone"] = "LOD 400"
ids_text = rules.to_string()
