# /// expected
# summary = "Rayon des sphères laissé libre, et diviseur n de numpy.std par défaut pour les longueurs répétées"
# [criteria."C2.1.2.precision"]
# fraction = [0.3, 0.875]
# misconception = "population-deviation"
# message = "n − 1"
# ///
# %% amend="precision"
def free_centre(points_m, sphere):
    centre = sphere_centre(points_m, sphere)
    gaps = np.linalg.norm(points_m - centre, axis=1) - sphere["radius_m"]
    spread = 1.4826 * np.median(np.abs(gaps[np.abs(gaps) < 0.01]))
    own = points_m[np.abs(gaps) < 3 * spread]
    start = [*centre, sphere["radius_m"]]
    return least_squares(lambda u: np.linalg.norm(own - u[:3], axis=1) - u[3], start).x[:3]


free_lengths_mm = []
for scan in range(repeat_count):
    scan_points = repeats.points_m[repeats.scan_index == scan]
    ends = [free_centre(scan_points, targets[bar[end]]) for end in ("sphere_1", "sphere_2")]
    free_lengths_mm.append(1000 * np.linalg.norm(ends[1] - ends[0]))
errors_mm = np.array(free_lengths_mm) - bar["calibrated_mm"]
bar_repeatability_mm, bar_bias_mm = np.std(errors_mm, ddof=1), np.mean(errors_mm)
bar_rmse_mm = np.sqrt(np.mean(errors_mm**2))
bar_expanded_uncertainty_mm = coverage_factor * np.hypot(bar_repeatability_mm / np.sqrt(repeat_count), calibration_mm)
if abs(scale_ppm) > specification["scale_limit_ppm"] or abs(bar_bias_mm) > limit_mm + bar_expanded_uncertainty_mm:
    precision_decision = "non conforme"
elif abs(bar_bias_mm) <= limit_mm - bar_expanded_uncertainty_mm:
    precision_decision = "conforme"
else:
    precision_decision = "non concluant"
length_repeatability_mm = np.sqrt(squares_mm2 / len(observations))
