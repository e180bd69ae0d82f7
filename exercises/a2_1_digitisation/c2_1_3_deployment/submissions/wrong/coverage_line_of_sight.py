# /// expected
# summary = "Plan choisi et couverture comptée sur les lignes de visée seules"
# [criteria."C2.1.3.coverage"]
# fraction = [0.45, 0.75]
# misconception = "line-of-sight-alone"
# message = "ligne de visée"
# ///
# %% amend="plan"
free = np.loadtxt(case.path("visibilite.csv"), delimiter=",", skiprows=1, usecols=range(1, len(positions) + 1)).T > 0
names = list(positions)
chosen = []
while not covers_enough(free[chosen].any(axis=0)):
    seen = free[chosen].any(axis=0)
    is_short = np.bincount(room_of, weights=seen) < demanded * room_sizes
    chosen.append(int((free @ np.where(seen, 0, np.where(is_short[room_of], 1, 0.1))).argmax()))
plan = [(names[at], "moyenne") for at in chosen]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
# %% amend="plan-figures"
coverage_percent = 100 * free[chosen].any(axis=0).mean()
