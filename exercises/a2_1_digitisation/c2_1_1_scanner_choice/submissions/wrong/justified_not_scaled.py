# /// expected
# summary = "Poids dont la somme n’est pas 1"
# [criteria."C2.1.1.justified"]
# fraction = [0.8, 0.9]
# misconception = "weights-not-scaled"
# message = "somme"
# ///
# %% amend="weights"
for row in weights:
    row["weight"] *= 1.5
vector = vector * 1.5
