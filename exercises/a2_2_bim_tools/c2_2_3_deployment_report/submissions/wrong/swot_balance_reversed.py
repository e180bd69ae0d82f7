# /// expected
# summary = "Freins moins appuis"
# [criteria."C2.2.3.swot"]
# fraction = [0.81, 0.82]
# misconception = "balance-reversed"
# message = "à l’envers"
# ///
# %% amend="follow-up"
for row in swot_inside:
    if row["finding"].startswith("T-"):
        row["value"] = -row["value"]
