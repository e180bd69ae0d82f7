# /// expected
# summary = "Positions qui voient le canevas écartées : le plan ne s’y rattache que par un bout"
# [criteria."C2.1.3.coverage"]
# fraction = [0.7, 0.9]
# misconception = "chain-too-long"
# message = "canevas"
# [criteria."C2.1.3.support"]
# fraction = [0.7, 1.0]
# ///
# %% amend="plan"
tied = np.array([positions[name]["cibles_visibles"] >= specification["anchor_targets"] for name in option_places])
longest = None
for start in np.flatnonzero(tied & surveyed.any(axis=1)):
    allowed = ~tied
    allowed[start] = True
    kept, linked = linked, linked & allowed
    grown = grown_from(int(start))
    linked = kept
    if grown is not None:
        trial = planner.evaluate([options[each] for each in grown])
        if longest is None or trial.farthest_links > longest.farthest_links:
            longest = trial
plan = list(longest.stations)
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
