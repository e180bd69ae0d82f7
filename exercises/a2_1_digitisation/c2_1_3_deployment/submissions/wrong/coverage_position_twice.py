# /// expected
# summary = "Deux positions employées deux fois, à deux résolutions"
# [criteria."C2.1.3.coverage"]
# fraction = [0.65, 0.9]
# misconception = "position-twice"
# message = "plusieurs fois"
# ///
# %% amend="plan-figures"
twice = [(position, "rapide" if resolution != "rapide" else "fine") for position, resolution in plan[-2:]]
station_plan += [{"position": position, "resolution": resolution} for position, resolution in twice]
minutes += sum(planner.minutes(*station) for station in twice)
