# /// expected
# summary = "Totaux sur cent"
# [criteria."C4.3.2.justified"]
# fraction = [0.85, 0.97]
# misconception = "total-in-percent"
# message = "sur cent"
# ///
# %% amend="choice"
for row in ranking:
    row["total"] *= 100
