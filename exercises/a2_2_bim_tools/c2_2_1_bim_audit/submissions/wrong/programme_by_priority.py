# /// expected
# summary = "Les leviers pris dans l’ordre des priorités"
# [criteria."C2.2.1.levers"]
# fraction = [0.8, 0.999]
# misconception = "greedy-by-priority"
# message = "meilleur ensemble"
# ///
# %% amend="levers"
taken = []
for code in sorted(priority, key=priority.get, reverse=True):
    if total([*taken, code], "cout_eur") <= specification["lever_budget_eur"]:
        if total([*taken, code], "semaines") <= specification["lever_weeks"]:
            taken.append(code)
programme = [{"lever": code} for code in taken]
