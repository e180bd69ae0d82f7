# /// expected
# summary = "Un seul poids varie, les autres restent"
# [criteria."C2.1.1.informed"]
# fraction = [0.85, 0.95]
# misconception = "rescaling-forgotten"
# message = "1 − t"
# ///
# %% amend="scores"
lead = scores[first] - scores
slope = scaled[first, position] - scaled[:, position]
weight_low = max([0.0] + [vector[position] - a / s for a, s in zip(lead, slope) if s > 0])
weight_high = min([1.0] + [vector[position] - a / s for a, s in zip(lead, slope) if s < 0])
