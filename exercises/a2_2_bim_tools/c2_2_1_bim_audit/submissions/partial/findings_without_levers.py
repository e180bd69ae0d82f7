# /// expected
# summary = "Les constats relevés, aucun levier pesé"
# [criteria."C2.2.1.levers"]
# fraction = 0.45
# message = "Pas de réponse"
# ///
# %% amend="levers"
finding_rates = lever_priorities = programme = None
