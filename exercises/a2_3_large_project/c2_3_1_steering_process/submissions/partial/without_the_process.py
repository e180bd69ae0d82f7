# /// expected
# summary = "Tout sauf le processus"
# [criteria."C2.3.1.process"]
# fraction = 0.45
# message = "Pas de réponse"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# message = "Pas de réponse"
# ///
# %% amend="process"
process = None
# %% solution="process-figure"
