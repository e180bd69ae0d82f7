# /// expected
# summary = "Proximité TOPSIS à l’envers"
# [criteria."C2.1.1.informed"]
# fraction = [0.84, 0.95]
# misconception = "topsis-distances-swapped"
# message = "anti-idéal"
# ///
# %% amend="scores"
closeness = to_ideal / (to_ideal + to_opposite)

topsis_scores = [{"device": device, "closeness": value} for device, value in zip(kept, closeness)]
