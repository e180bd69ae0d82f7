# /// expected
# summary = "Les impacts servent à la charge, mais ne sont pas remis"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.78, 0.86]
# message = "Pas de réponse"
# ///
# %% amend="impacts"
impacts = None
