# /// expected
# summary = "Échelles prises sur tout le catalogue, éliminés compris"
# [criteria."C2.1.1.measurable"]
# fraction = [0.75, 0.95]
# misconception = "scale-of-all-devices"
# message = "éliminé"
# ///
# %% amend="criteria"
for row in criteria:
    extent = [quantities[device][row["column"]] for device in catalogue]
    row["worst"], row["best"] = min(extent), max(extent)
    if row["direction"] == "min":
        row["worst"], row["best"] = row["best"], row["worst"]
