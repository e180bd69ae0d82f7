# /// expected
# summary = "Une part de 0 à 1"
# [criteria."C2.2.1.levers"]
# fraction = 0.95
# misconception = "share-not-percent"
# message = "pour cent"
# ///
# %% amend="models"
for row in conformity:
    row["conformity_percent"] = round(row["conformity_percent"] / 100, 3)
