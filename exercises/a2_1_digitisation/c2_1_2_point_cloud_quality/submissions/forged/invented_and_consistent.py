# /// expected
# summary = "Un millimètre partout, tout conforme, une fonction constante : rien de mesuré, rien qui se contredise"
# [criteria."C2.1.2.noise"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.2.resolution"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.2.precision"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.2.colour"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
first = acquisitions[0]
plan = {key: first[key] for key in ("resolution", "quality", "station")}
answer("acquisition_plan", [plan])
answer("qualified_capture", f"{plan['resolution']}_{plan['quality']}_{plan['station']}".replace("/", "-"))
panels = [name for name in targets if name.startswith("P")]
answer("noise_panels", [{"panel": name, "range_m": 10.0, "sigma_mm": 1.0} for name in panels])
answer("noise_a_mm", 1.0)
answer("noise_b_mm_per_m", 0.0)
answer("noise_at_reference_mm", 1.0)


def plane_noise(points_m):
    """Return a round number, whatever the points."""
    return 1.0


answer("plane_noise", plane_noise)
answer("noise_conform", True)
for name in ("theoretical_spacing_mm", "measured_spacing_mm", "smallest_slot_mm", "spot_diameter_mm"):
    answer(name, 5.0)
answer("resolution_conform", True)
answer("bar_repeatability_mm", 0.5)
answer("bar_bias_mm", 0.5)
answer("bar_rmse_mm", 0.7)
answer("bar_expanded_uncertainty_mm", 0.5)
answer("length_repeatability_mm", 0.5)
answer("scale_ppm", 10.0)
answer("precision_decision", "conforme")
answer("delta_e_mean", 3.0)
answer("delta_e_p95", 5.0)
answer("delta_e_maximum", 8.0)
answer("grey_snr_db", 30.0)
answer("colour_conform", True)
