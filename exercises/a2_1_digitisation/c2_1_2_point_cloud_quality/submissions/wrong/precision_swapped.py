# /// expected
# summary = "Fidélité et justesse échangées"
# [criteria."C2.1.2.precision"]
# fraction = [0.3, 0.7]
# misconception = "bias-repeatability-swapped"
# message = "échangées"
# ///
# %% amend="precision"
bar_repeatability_mm, bar_bias_mm = abs(bar_bias_mm), bar_repeatability_mm
