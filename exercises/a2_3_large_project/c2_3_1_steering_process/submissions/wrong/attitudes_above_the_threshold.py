# /// expected
# summary = "La note du seuil prise pour faible"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.8, 0.95]
# misconception = "threshold-excluded"
# message = "lui compris"
# ///
# %% amend="grid"
attitudes = [
    {"body": identifier, "attitude": ATTITUDES[int(row["pouvoir"]) > threshold, int(row["interet"]) > threshold]}
    for identifier, row in bodies.items()
]
