# /// expected
# summary = "TOPSIS dont l’idéal est toujours le maximum"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.92]
# misconception = "topsis-directions-ignored"
# message = "l’idéal est le minimum"
# ///
# %% amend="scores"
plus = np.linalg.norm(weighted - weighted.max(axis=0), axis=1)
minus = np.linalg.norm(weighted - weighted.min(axis=0), axis=1)
closeness = minus / (plus + minus)

topsis_scores = [{"device": device, "closeness": value} for device, value in zip(kept, closeness)]
