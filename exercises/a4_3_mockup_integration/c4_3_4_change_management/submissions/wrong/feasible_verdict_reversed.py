# /// expected
# summary = "L’avis contredit le reste annoncé"
# [criteria."C4.3.4.feasible"]
# fraction = [0.9, 0.91]
# message = "découle pas"
# ///
# %% amend="workload"
feasible = not feasible
