# /// expected
# summary = "Colonnes divisées par leur somme au lieu de min–max"
# [criteria."C2.1.1.informed"]
# fraction = [0.8, 0.95]
# misconception = "sums-by-column-sum"
# message = "divisée par sa somme"
# ///
# %% amend="scores"
better = np.where(is_maximised, values, 1 / values)
scores = (better / better.sum(axis=0)) @ vector

weighted_scores = [
    {"device": device, "score": score, "rank": int(1 + np.sum(scores > score))} for device, score in zip(kept, scores)
]
