# /// expected
# summary = "Incertitude-type (k = 1) donnée pour l’incertitude élargie"
# [criteria."C2.1.2.precision"]
# fraction = 0.875
# misconception = "one-sigma-uncertainty"
# message = "k = 2"
# ///
# %% amend="precision"
bar_expanded_uncertainty_mm /= coverage_factor
margin_mm = bar_expanded_uncertainty_mm
if abs(scale_ppm) > specification["scale_limit_ppm"] or abs(bar_bias_mm) > limit_mm + margin_mm:
    precision_decision = "non conforme"
elif abs(bar_bias_mm) <= limit_mm - margin_mm:
    precision_decision = "conforme"
else:
    precision_decision = "non concluant"
