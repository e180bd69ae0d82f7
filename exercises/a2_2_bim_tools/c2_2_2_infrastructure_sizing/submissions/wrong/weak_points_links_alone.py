# /// expected
# summary = "Les liens sans les équipements"
# [criteria."C2.2.2.network"]
# fraction = [0.92, 0.97]
# misconception = "links-alone"
# message = "équipement"
# ///
# %% amend="graph"
weak_points = [row for row in weak_points if row["element"] in present]
