# /// expected
# summary = "Bornes en pour cent"
# [criteria."C4.3.2.justified"]
# fraction = [0.85, 0.97]
# misconception = "interval-in-percent"
# message = "de 0 à 1"
# ///
# %% amend="choice"
weight_low, weight_high = 100 * weight_low, 100 * weight_high
