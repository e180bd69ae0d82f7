# /// expected
# summary = "La capacité nécessaire est la charge moyenne, arrondie au-dessous"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.86]
# misconception = "mean-load"
# ///
# %% amend="workload"
needed_capacity_h_per_month = math.ceil(sum(hours.values()) / len(months)) - 1
