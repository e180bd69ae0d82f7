# /// expected
# summary = "Plus petit recouvrement de toutes les paires de stations, nécessaires ou non"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "smallest-of-all-pairs"
# message = "maillon"
# ///
# %% amend="plan-figures"
pairs = outcome.overlap_percent[np.triu_indices(len(plan), 1)]
critical_overlap_percent = pairs.min()
