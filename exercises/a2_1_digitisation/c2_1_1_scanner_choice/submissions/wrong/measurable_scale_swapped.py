# /// expected
# summary = "Pire et meilleur échangés partout"
# [criteria."C2.1.1.measurable"]
# fraction = [0.7, 0.8]
# misconception = "scale-reversed"
# message = "échangés"
# ///
# %% amend="criteria"
for row in criteria:
    row["worst"], row["best"] = row["best"], row["worst"]
