# /// expected
# summary = "Mêmes méthodes, valeurs arrondies comme dans un rapport, nom de capture donné avec son dossier"
# ///
# %% amend="acquisition"
qualified_capture = f"captures/{cloud.name}.laz"
acquisition_plan = tuple(dict(row) for row in acquisition_plan)
# %% amend="noise"
for row in noise_panels:
    row["panel"], row["range_m"], row["sigma_mm"] = (
        f" {row['panel']} ",
        round(row["range_m"], 1),
        round(row["sigma_mm"], 2),
    )
noise_a_mm, noise_b_mm_per_m = round(noise_a_mm, 2), round(noise_b_mm_per_m, 3)
noise_at_reference_mm = round(noise_at_reference_mm, 2)
# %% amend="resolution"
theoretical_spacing_mm, measured_spacing_mm = round(theoretical_spacing_mm, 1), round(measured_spacing_mm, 1)
smallest_slot_mm, spot_diameter_mm = round(smallest_slot_mm, 1), round(spot_diameter_mm, 1)
# %% amend="precision"
bar_repeatability_mm, bar_bias_mm = round(bar_repeatability_mm, 2), round(bar_bias_mm, 2)
bar_rmse_mm, bar_expanded_uncertainty_mm = round(bar_rmse_mm, 2), round(bar_expanded_uncertainty_mm, 2)
length_repeatability_mm, scale_ppm = round(length_repeatability_mm, 2), round(scale_ppm)
# %% amend="colour"
delta_e_mean, delta_e_p95, delta_e_maximum = (round(value, 1) for value in (delta_e_mean, delta_e_p95, delta_e_maximum))
grey_snr_db = round(grey_snr_db, 1)
