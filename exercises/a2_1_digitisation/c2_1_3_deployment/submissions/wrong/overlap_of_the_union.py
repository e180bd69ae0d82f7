# /// expected
# summary = "Recouvrement divisé par la réunion (Jaccard)"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "overlap-of-union"
# message = "Jaccard"
# ///
# %% amend="plan-figures"
flags = np.array([planner.surveyed(*station) for station in plan], dtype=float)
both = flags @ flags.T
counts = both.diagonal()
critical_overlap_percent, _ = weakest_needed_link(100 * both / (np.add.outer(counts, counts) - both))
