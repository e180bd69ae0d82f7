# /// expected
# summary = "Chaque mois est jugé seul, ce qui dépasse est oublié"
# [criteria."C4.3.4.feasible"]
# fraction = [0.7, 0.97]
# misconception = "left-not-carried"
# ///
# %% amend="workload"
for row in workload:
    row["left_h"] = max(0.0, row["hours"] - capacity_h)
    row["unused_h"] = max(0.0, capacity_h - row["hours"])
