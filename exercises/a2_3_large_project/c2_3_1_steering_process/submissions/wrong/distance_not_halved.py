# /// expected
# summary = "La somme des écarts, non sa moitié"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.9
# misconception = "distance-not-halved"
# message = "divisée par deux"
# ///
# %% amend="sample"
panel_distance = 2 * panel_distance
