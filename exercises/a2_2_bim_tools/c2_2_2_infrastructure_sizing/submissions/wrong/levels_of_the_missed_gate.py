# /// expected
# summary = "Le numéro de la porte manquée donné pour niveau"
# [criteria."C2.2.2.tolk"]
# fraction = [0.3, 0.55]
# misconception = "level-of-the-missed-gate"
# message = "dernière porte"
# ///
# %% amend="levels"
for row in levels:
    row["level"] = min(row["level"] + 1, 4)
