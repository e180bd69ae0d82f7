# /// expected
# summary = "Poids en pour cent"
# [criteria."C2.1.1.justified"]
# fraction = [0.8, 0.9]
# misconception = "weights-in-percent"
# message = "pour cent"
# ///
# %% amend="weights"
for row in weights:
    row["weight"] *= 100
