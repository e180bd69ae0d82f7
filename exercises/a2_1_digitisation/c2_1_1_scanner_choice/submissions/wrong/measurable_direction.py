# /// expected
# summary = "Masse et émissions à maximiser"
# [criteria."C2.1.1.measurable"]
# fraction = [0.7, 0.95]
# misconception = "direction-reversed"
# message = "d’autant meilleurs"
# [criteria."C2.1.1.informed"]
# fraction = [0.8, 1.0]
# ///
# %% amend="criteria"
for row in criteria:
    if row["column"] in ("masse", "co2e"):
        row.update(direction="max", worst=row["best"], best=row["worst"])
is_maximised[[columns.index("masse"), columns.index("co2e")]] = True
best = np.where(is_maximised, values.max(axis=0), values.min(axis=0))
worst = np.where(is_maximised, values.min(axis=0), values.max(axis=0))
