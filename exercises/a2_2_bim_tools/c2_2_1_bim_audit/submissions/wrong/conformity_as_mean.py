# /// expected
# summary = "La moyenne des parts de chaque exigence"
# [criteria."C2.2.1.levers"]
# fraction = 0.95
# misconception = "mean-of-requirements"
# message = "moyenne"
# ///
# %% amend="models"
for row in conformity:
    shares = [
        1 - len(each.failed) / each.applicable
        for requirement, each in outcomes[row["model"]].items()
        if each.applicable and requirement != PROHIBITED
    ]
    row["conformity_percent"] = round(100 * sum(shares) / len(shares), 1)
