# /// expected
# summary = "Pouvoir et intérêt intervertis"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.8, 0.98]
# misconception = "power-for-interest"
# message = "s’informe"
# ///
# %% amend="grid"
attitudes = [
    {"body": identifier, "attitude": ATTITUDES[int(row["interet"]) >= threshold, int(row["pouvoir"]) >= threshold]}
    for identifier, row in bodies.items()
]
