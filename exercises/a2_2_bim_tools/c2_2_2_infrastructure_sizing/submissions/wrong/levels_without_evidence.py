# /// expected
# summary = "Les niveaux justes, sans porte ni mesure"
# [criteria."C2.2.2.tolk"]
# fraction = [0.4, 0.6]
# message = "Sans fondement"
# ///
# %% amend="levels"
for row in levels:
    row["gate"], row["measure"], row["value"] = "aucune", "versions", 0.0
