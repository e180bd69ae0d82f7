# /// expected
# summary = "Deux acteurs décident du même passage"
# [criteria."C4.3.4.compatible"]
# fraction = [0.95, 0.999]
# message = "plusieurs acteurs"
# ///
# %% amend="procedure"
procedure.append({"state": "ordre vérifié", "next_state": "modification applicable", "actor": "demandeur"})
