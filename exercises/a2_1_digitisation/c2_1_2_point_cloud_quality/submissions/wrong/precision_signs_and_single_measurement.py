# /// expected
# summary = "Écarts comptés référence moins mesure, incertitude d’une seule mesure au lieu de celle de la moyenne"
# [criteria."C2.1.2.precision"]
# fraction = 0.5625
# misconception = "bias-sign"
# message = "signe"
# ///
# %% amend="precision"
bar_bias_mm, scale_ppm = -bar_bias_mm, -scale_ppm
bar_expanded_uncertainty_mm = coverage_factor * np.hypot(bar_repeatability_mm, calibration_mm)
if abs(scale_ppm) > specification["scale_limit_ppm"] or abs(bar_bias_mm) > limit_mm + bar_expanded_uncertainty_mm:
    precision_decision = "non conforme"
elif abs(bar_bias_mm) <= limit_mm - bar_expanded_uncertainty_mm:
    precision_decision = "conforme"
else:
    precision_decision = "non concluant"
