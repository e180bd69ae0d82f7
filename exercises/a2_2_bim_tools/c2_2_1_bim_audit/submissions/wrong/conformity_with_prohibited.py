# /// expected
# summary = "EX-09 comptée dans la conformité"
# [criteria."C2.2.1.levers"]
# fraction = [0.94, 0.99]
# misconception = "prohibited-counted"
# message = "s’arrête à EX-08"
# ///
# %% amend="models"
for row in conformity:
    every = outcomes[row["model"]].values()
    faults, checks = sum(len(each.failed) for each in every), sum(each.applicable for each in every)
    row["conformity_percent"] = round(100 * (1 - faults / checks), 1)
