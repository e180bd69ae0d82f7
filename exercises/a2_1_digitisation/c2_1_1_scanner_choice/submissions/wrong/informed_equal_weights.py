# /// expected
# summary = "Poids égaux malgré des jugements"
# [criteria."C2.1.1.informed"]
# fraction = [0.85, 0.95]
# misconception = "equal-weights"
# message = "pas celui du client"
# [criteria."C2.1.1.justified"]
# fraction = [0.4, 0.9]
# ///
# %% amend="weights"
vector = np.full(count, 1 / count)
for row in weights:
    row["weight"] = 1 / count
