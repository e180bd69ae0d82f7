# /// expected
# summary = "La capacité nécessaire est la charge du mois le plus chargé, avec deux heures de marge"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.86]
# misconception = "peak-load"
# ///
# %% amend="workload"
needed_capacity_h_per_month = max(hours.values()) + 2
