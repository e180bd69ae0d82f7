# /// expected
# summary = "Longueurs laissées en mètres"
# [criteria."C2.1.2.precision"]
# fraction = [0.1, 0.6]
# misconception = "precision-in-metres"
# message = "millimètres"
# ///
# %% amend="precision"
bar_repeatability_mm, bar_bias_mm, bar_rmse_mm, bar_expanded_uncertainty_mm = (
    value / 1000 for value in (bar_repeatability_mm, bar_bias_mm, bar_rmse_mm, bar_expanded_uncertainty_mm)
)
