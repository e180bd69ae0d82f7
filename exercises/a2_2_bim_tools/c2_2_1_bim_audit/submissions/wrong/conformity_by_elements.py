# /// expected
# summary = "La part des éléments sans défaut"
# [criteria."C2.2.1.levers"]
# fraction = [0.95, 0.99]
# misconception = "share-of-elements"
# message = "plusieurs contrôles"
# ///
# %% amend="models"
for row in conformity:
    found = outcomes[row["model"]]
    faulty = {
        identifier for requirement, each in found.items() if requirement != PROHIBITED for identifier in each.failed
    }
    elements = found["EX-07"].applicable + found["EX-01"].applicable
    row["conformity_percent"] = round(100 * (1 - len(faulty) / elements), 1)
