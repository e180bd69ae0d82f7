# /// expected
# summary = "Les verdicts justes, sans aucun des chiffres qui les fondent"
# [criteria."C2.1.2.noise"]
# fraction = 0.0
# message = "sans le chiffre"
# [criteria."C2.1.2.resolution"]
# fraction = 0.333333
# message = "sans le chiffre"
# [criteria."C2.1.2.precision"]
# fraction = 0.0
# message = "sans le chiffre"
# [criteria."C2.1.2.colour"]
# fraction = 0.0
# message = "sans le chiffre"
# ///
# %% amend="noise-law"
noise_panels = noise_a_mm = noise_b_mm_per_m = noise_at_reference_mm = plane_noise = None
# %% amend="star"
theoretical_spacing_mm = measured_spacing_mm = smallest_slot_mm = spot_diameter_mm = None
# %% amend="bar"
bar_repeatability_mm = bar_bias_mm = bar_rmse_mm = bar_expanded_uncertainty_mm = length_repeatability_mm = scale_ppm = (
    None
)
# %% amend="chart"
delta_e_mean = delta_e_p95 = delta_e_maximum = grey_snr_db = None
