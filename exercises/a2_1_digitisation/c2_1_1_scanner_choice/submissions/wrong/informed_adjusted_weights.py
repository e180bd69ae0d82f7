# /// expected
# summary = "Poids retouchés à la main après les jugements"
# [criteria."C2.1.1.informed"]
# fraction = [0.85, 0.95]
# misconception = "weights-not-from-judgements"
# message = "revoit"
# [criteria."C2.1.1.justified"]
# fraction = [0.7, 1.0]
# ///
# %% amend="weights"
vector = vector + np.array([-0.05, 0.0, 0.0, 0.05, 0.0, 0.0])
for row, weight in zip(weights, vector):
    row["weight"] = weight
