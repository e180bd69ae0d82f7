# /// expected
# summary = "Recouvrement divisé par le plus grand des deux nombres de points"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "overlap-of-larger"
# message = "plus grand"
# ///
# %% amend="plan-figures"
flags = np.array([planner.surveyed(*station) for station in plan], dtype=float)
both = flags @ flags.T
critical_overlap_percent, _ = weakest_needed_link(100 * both / np.maximum.outer(both.diagonal(), both.diagonal()))
