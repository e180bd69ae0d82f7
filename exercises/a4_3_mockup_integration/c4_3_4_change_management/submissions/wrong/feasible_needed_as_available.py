# /// expected
# summary = "La capacité nécessaire est dite celle dont on dispose, augmentée du reste final"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.86]
# message = "heure de moins"
# ///
# %% amend="workload"
needed_capacity_h_per_month = capacity_h + remaining_h + 9
