# /// expected
# summary = "La part de chaque règle dans les fautes"
# [criteria."C2.2.1.levers"]
# fraction = [0.95, 0.97]
# misconception = "share-of-faults"
# message = "sains compris"
# ///
# %% amend="levers"
for row in finding_rates:
    if row["finding"].startswith("R-"):
        row["rate"] = sum(each["rule"] == row["finding"][2:] for each in container_faults) / len(container_faults)
