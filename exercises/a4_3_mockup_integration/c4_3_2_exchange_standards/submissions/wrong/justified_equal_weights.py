# /// expected
# summary = "Les cinq indicateurs pèsent autant"
# [criteria."C4.3.2.justified"]
# fraction = [0.8, 0.99]
# misconception = "equal-weights"
# message = "pèsent autant"
# ///
# %% amend="choice"
weights = np.full(5, 0.2)
totals = scaled @ weights
order = np.argsort(-totals)
notes = [{"standard": each, **dict(zip(INDICATORS, line.tolist()))} for each, line in zip(standards, scaled)]
ranking = [{"standard": standards[index], "total": totals[index], "rank": rank + 1} for rank, index in enumerate(order)]
chosen_standard = next(standards[index] for index in order if fit[standards[index]])
