# /// expected
# summary = "Plan choisi sans regarder combien d’assemblages séparent les combles du canevas"
# [criteria."C2.1.3.coverage"]
# fraction = [0.78, 0.9]
# message = "trop loin du canevas"
# sometimes = ["chain-too-long"]
# ///
# %% amend="plan"
# Gain for the minute, and for nothing else.
option_minutes = option_minutes**2
grown = [grown_from(int(start)) for start in np.argsort(-common.diagonal())[:8]]
trials = [planner.evaluate([options[each] for each in pruned(each)]) for each in grown if each is not None]
plan = list(max(trials, key=lambda trial: trial.farthest_links).stations)
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
