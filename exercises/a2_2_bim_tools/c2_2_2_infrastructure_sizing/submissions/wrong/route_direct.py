# /// expected
# summary = "L’échange direct donné pour la meilleure route"
# [criteria."C2.2.2.tolk"]
# fraction = [0.92, 0.96]
# misconception = "shortest-route"
# message = "détour"
# ///
# %% amend="routes"
route = [{"step": 1, "system": "MOD"}, {"step": 2, "system": "EDC"}]
route_level = level_between["MOD", "EDC"]
