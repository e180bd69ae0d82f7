# /// expected
# summary = "Couverture gloutonne sans regarder les recouvrements"
# [criteria."C2.1.3.coverage"]
# fraction = [0.65, 0.86]
# misconception = "isolated-stations"
# message = "groupes de stations"
# ///
# %% amend="plan"
linked = np.ones_like(linked)
plan = [options[each] for each in pruned(grown_from(int(np.argsort(-common.diagonal())[0])))]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
