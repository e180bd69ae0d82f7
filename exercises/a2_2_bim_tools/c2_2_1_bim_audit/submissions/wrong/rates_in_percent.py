# /// expected
# summary = "Des taux en pour cent"
# [criteria."C2.2.1.levers"]
# fraction = [0.8, 0.95]
# misconception = "rate-in-percent"
# message = "de 0 à 1"
# ///
# %% amend="levers"
for row in finding_rates:
    row["rate"] *= 100
