# /// expected
# summary = "Les couvertures des stations sont additionnées"
# [criteria."C2.1.4.protocol"]
# fraction = [0.8, 0.8]
# misconception = "coverage-summed"
# message = "additionnées"
# ///
# %% amend="replay"
for row in announced:
    if row["indicator"] == "couverture":
        row["value"] = 100 * sum(seen[name].mean() for name in order)
