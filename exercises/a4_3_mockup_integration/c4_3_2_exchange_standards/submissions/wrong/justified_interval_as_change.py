# /// expected
# summary = "Variations du poids au lieu des poids"
# [criteria."C4.3.2.justified"]
# fraction = [0.85, 0.95]
# misconception = "interval-as-change"
# message = "variation du poids"
# ///
# %% amend="choice"
weight_low, weight_high = weight_low - weights[-1], weight_high - weights[-1]
