# /// expected
# summary = "Le plus gros fichier a la meilleure note de taille"
# [criteria."C4.3.2.justified"]
# fraction = [0.85, 0.97]
# misconception = "largest-file-best"
# message = "à l’envers"
# ///
# %% amend="choice"
scaled[:, 0] = 1 - scaled[:, 0]
totals = scaled @ weights
order = np.argsort(-totals)
notes = [{"standard": each, **dict(zip(INDICATORS, line.tolist()))} for each, line in zip(standards, scaled)]
ranking = [{"standard": standards[index], "total": totals[index], "rank": rank + 1} for rank, index in enumerate(order)]
chosen_standard = next(standards[index] for index in order if fit[standards[index]])
leads = scaled[order[0]] - scaled
level, slope = leads[:, :-1] @ rest, leads[:, -1]
weight_low = max([0.0, *(a / (a - b) for a, b in zip(level, slope) if b > a)])
weight_high = min([1.0, *(a / (a - b) for a, b in zip(level, slope) if b < a)])
