# /// expected
# summary = "Variation du poids donnée pour le poids"
# [criteria."C2.1.1.informed"]
# fraction = [0.8, 0.95]
# misconception = "interval-as-change"
# message = "poids actuel"
# ///
# %% amend="scores"
weight_low, weight_high = weight_low - vector[position], weight_high - vector[position]
