# /// expected
# summary = "Min–max sans le sens des critères"
# [criteria."C2.1.1.informed"]
# fraction = [0.7, 0.95]
# misconception = "sums-without-direction"
# message = "notes"
# ///
# %% amend="scores"
scores = (values - values.min(axis=0)) / np.ptp(values, axis=0) @ vector

weighted_scores = [
    {"device": device, "score": score, "rank": int(1 + np.sum(scores > score))} for device, score in zip(kept, scores)
]
