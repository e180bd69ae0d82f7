# /// expected
# summary = "La classe interdite n’est pas relevée"
# [criteria."C2.2.1.levers"]
# fraction = [0.8, 0.999]
# misconception = "prohibited-forgotten"
# message = "interdit une classe"
# ///
# %% amend="models"
failing = [row for row in failing if row["requirement"] != PROHIBITED]
# %% amend="levers"
for row in finding_rates:
    if row["finding"] == "M-EX-09":
        row["rate"] = 0
