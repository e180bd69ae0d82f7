# /// expected
# summary = "La comparaison des indices n’est pas faite"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.7, 0.8]
# message = "Pas de réponse"
# ///
# %% solution="issues"
issue_changes = None
