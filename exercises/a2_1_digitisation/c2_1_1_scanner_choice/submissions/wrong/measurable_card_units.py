# /// expected
# summary = "Unités des fiches annoncées pour la matrice"
# [criteria."C2.1.1.measurable"]
# fraction = [0.8, 0.95]
# misconception = "unit-of-card"
# message = "quelle que soit"
# ///
# %% amend="criteria"
for row in criteria:
    row["unit"] = {"kg": "g", "Mpt/s": "kpt/s", "€": "k€"}.get(row["unit"], row["unit"])
