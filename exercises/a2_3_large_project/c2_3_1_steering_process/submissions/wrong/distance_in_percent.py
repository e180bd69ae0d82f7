# /// expected
# summary = "L’écart donné en pour cent"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.9
# misconception = "distance-in-percent"
# message = "de 0 à 1"
# ///
# %% amend="sample"
panel_distance = 100 * panel_distance
