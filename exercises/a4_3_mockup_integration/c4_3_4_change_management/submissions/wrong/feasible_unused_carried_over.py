# /// expected
# summary = "Les heures perdues d’un mois servent encore le mois suivant"
# [criteria."C4.3.4.feasible"]
# fraction = [0.8, 0.99]
# misconception = "unused-carried-over"
# ///
# %% amend="workload"
balance_h = 0.0
for row in workload:
    balance_h += row["hours"] - capacity_h
    row["left_h"] = max(0.0, balance_h)
remaining_h, feasible = workload[-1]["left_h"], balance_h <= 0
