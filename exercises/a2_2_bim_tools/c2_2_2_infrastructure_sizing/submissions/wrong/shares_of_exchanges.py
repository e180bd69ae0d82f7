# /// expected
# summary = "La répartition des échanges et non du volume"
# [criteria."C2.2.2.tolk"]
# fraction = [0.95, 0.999]
# misconception = "exchanges-counted"
# message = "volume"
# ///
# %% amend="routes"
for row in level_shares:
    row["share"] = sum(level == row["level"] for level in level_by_code.values()) / len(level_by_code)
