# /// expected
# summary = "Le budget tenu, les semaines oubliées"
# [criteria."C2.2.1.levers"]
# fraction = 0.8
# misconception = "too-long"
# message = "les deux limites"
# ///
# %% amend="levers"
paid = [chosen for chosen in subsets if total(chosen, "cout_eur") <= specification["lever_budget_eur"]]
programme = [{"lever": code} for code in max(paid, key=lambda chosen: total(chosen, "semaines"))]
