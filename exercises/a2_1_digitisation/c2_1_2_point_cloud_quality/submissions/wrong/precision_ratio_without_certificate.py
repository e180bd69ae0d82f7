# /// expected
# summary = "Échelle donnée comme un rapport, incertitude de la barre sans celle de son certificat"
# [criteria."C2.1.2.precision"]
# fraction = [0.5, 0.5625]
# misconception = "scale-unit"
# message = "ppm"
# ///
# %% amend="precision"
scale_ppm /= 1e6
bar_expanded_uncertainty_mm = coverage_factor * bar_repeatability_mm / np.sqrt(repeat_count)
