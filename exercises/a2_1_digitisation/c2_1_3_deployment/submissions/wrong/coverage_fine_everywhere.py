# /// expected
# summary = "La résolution la plus fine partout, sans compter le temps"
# [criteria."C2.1.3.coverage"]
# fraction = [0.7, 0.9]
# misconception = "over-minutes"
# message = "min au plus"
# [criteria."C2.1.3.support"]
# fraction = [0.7, 0.95]
# misconception = "over-budget"
# message = "budget"
# ///
# %% amend="plan"
plan = [(position, "fine") for position, _ in plan]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
