# /// expected
# summary = "Le coût en euros"
# [criteria."C2.2.1.levers"]
# fraction = 0.85
# misconception = "cost-in-euros"
# message = "milliers d’euros"
# ///
# %% amend="levers"
for row in lever_priorities:
    row["priority"] = priority[row["lever"]] / 1000
