# /// expected
# summary = "Incertitude du certificat composée sans la diviser par k, puis oubliée dans la décision"
# [criteria."C2.1.2.precision"]
# fraction = [0.6875, 0.875]
# misconception = "certificate-not-reduced"
# message = "déjà élargie"
# ///
# %% amend="precision"
bar_expanded_uncertainty_mm = coverage_factor * np.hypot(
    bar_repeatability_mm / np.sqrt(repeat_count), specification["length_calibration_uncertainty_mm"]
)
fits = abs(bar_bias_mm) <= limit_mm and abs(scale_ppm) <= specification["scale_limit_ppm"]
precision_decision = "conforme" if fits else "non conforme"
