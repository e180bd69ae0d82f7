# /// expected
# summary = "Le tableau des besoins sans fichier IDS"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.225
# message = "Pas de réponse"
# ///
# %% amend="failing"
ids_text = failing = ifc2x3_checked = ifc2x3_failing = None
