# /// expected
# summary = "Bruit et résolution faits, précision et couleur laissées vides"
# [criteria."C2.1.2.precision"]
# fraction = 0.0
# [criteria."C2.1.2.colour"]
# fraction = 0.0
# ///
# %% solution="precision"
bar_repeatability_mm = None
bar_bias_mm = None
bar_rmse_mm = None
bar_expanded_uncertainty_mm = None
length_repeatability_mm = None
scale_ppm = None
precision_decision = None
# %% solution="bar"
# Pas fait.
# %% solution="colour"
delta_e_mean = None
delta_e_p95 = None
delta_e_maximum = None
grey_snr_db = None
colour_conform = None
# %% solution="chart"
# Pas fait.
