# /// expected
# summary = "TOPSIS sur des valeurs min–max"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.92]
# misconception = "topsis-min-max"
# message = "norme euclidienne"
# ///
# %% amend="scores"
weighted = scaled * vector
plus = np.linalg.norm(weighted - vector, axis=1)
minus = np.linalg.norm(weighted, axis=1)
closeness = minus / (plus + minus)

topsis_scores = [{"device": device, "closeness": value} for device, value in zip(kept, closeness)]
