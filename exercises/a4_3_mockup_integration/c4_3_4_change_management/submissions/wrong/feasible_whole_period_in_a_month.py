# /// expected
# summary = "La capacité nécessaire est la charge de toute la période"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.86]
# message = "heure de moins"
# ///
# %% amend="workload"
needed_capacity_h_per_month = sum(hours.values())
