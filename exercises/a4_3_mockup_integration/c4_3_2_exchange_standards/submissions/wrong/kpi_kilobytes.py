# /// expected
# summary = "Tailles en kilooctets"
# [criteria."C4.3.2.kpi"]
# fraction = [0.9, 0.99]
# misconception = "kilobytes"
# message = "kilooctets"
# [criteria."C4.3.2.justified"]
# fraction = [0.0, 1.0]
# ///
# %% amend="exports"
for row in file_measures:
    row["bytes"] = round(row["bytes"] / 1024)
