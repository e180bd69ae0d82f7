# /// expected
# summary = "L’avis est rendu sans le reste qui le fonde"
# [criteria."C4.3.4.feasible"]
# fraction = [0.85, 0.86]
# message = "sans le chiffre"
# ///
# %% amend="workload"
remaining_h = None
