# /// expected
# summary = "Le plus grand des écarts"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.9
# misconception = "largest-for-distance"
# message = "le plus grand"
# ///
# %% amend="sample"
panel_distance = max(abs(met[name] / size - count / len(bodies)) for name, count in strata.items())
