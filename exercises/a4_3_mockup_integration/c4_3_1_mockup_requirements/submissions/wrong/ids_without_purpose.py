# /// expected
# summary = "Ni usage ni jalon dans l’en-tête"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.96, 0.97]
# message = "jalon"
# ///
# %% amend="ids"
rules.info["purpose"] = rules.info["milestone"] = None
ids_text = rules.to_string()
