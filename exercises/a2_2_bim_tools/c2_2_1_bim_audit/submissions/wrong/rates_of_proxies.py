# /// expected
# summary = "EX-09 rapportée aux seuls éléments de la classe interdite"
# [criteria."C2.2.1.levers"]
# fraction = [0.99, 0.995]
# misconception = "proxies-over-proxies"
# message = "vaudrait toujours 1"
# ///
# %% amend="levers"
for row in finding_rates:
    if row["finding"] == "M-EX-09":
        row["rate"] = 1.0
