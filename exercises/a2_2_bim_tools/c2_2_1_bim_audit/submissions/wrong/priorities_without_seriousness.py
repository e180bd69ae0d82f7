# /// expected
# summary = "La priorité sans la gravité"
# [criteria."C2.2.1.levers"]
# fraction = [0.85, 0.9]
# misconception = "without-seriousness"
# message = "La gravité manque"
# ///
# %% amend="levers"
for row in lever_priorities:
    lever = levers[row["lever"]]
    row["priority"] = sum(rates[finding] for finding in lever["traite"].split()) / (int(lever["cout_eur"]) / 1000)
