# /// expected
# summary = "La priorité sans le coût"
# [criteria."C2.2.1.levers"]
# fraction = 0.85
# misconception = "not-by-cost"
# message = "sans le rapporter"
# ///
# %% amend="levers"
for row in lever_priorities:
    row["priority"] = treated([row["lever"]])
