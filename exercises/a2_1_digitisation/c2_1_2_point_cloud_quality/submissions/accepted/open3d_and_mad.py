# /// expected
# summary = "Open3D pour trouver les plans, MAD pour le bruit, sphères par Gauss et Newton, boucles"
# ///
# %% solution="noise"
import open3d as o3d

station = setting["station"]
frontal = sorted(name for name in panels if name.startswith("P"))


def signed_distances(points_m):
    """RANSAC finds the plane; the spread is then taken on every point of the region, by the MAD."""
    o3d.utility.random.seed(7)
    spread = np.linalg.norm(np.ptp(points_m, axis=0))
    model, _ = o3d.geometry.PointCloud(o3d.utility.Vector3dVector(points_m)).segment_plane(
        distance_threshold=max(0.006, spread / 200), ransac_n=3, num_iterations=2000
    )
    distances = points_m @ model[:3] + model[3]
    region = points_m[np.abs(distances - np.median(distances)) < 6 * 1.4826 * np.median(np.abs(distances))]
    covariance = np.cov(region.T)
    normal = np.linalg.eigh(covariance)[1][:, 0]
    return (points_m - region.mean(axis=0)) @ normal


def plane_noise(points_m):
    distances = 1000 * signed_distances(np.array(points_m))
    mad = 1.4826 * np.median(np.abs(distances - np.median(distances)))
    kept = distances[np.abs(distances - np.median(distances)) < 6 * mad]
    if len(kept) < 100:
        # Too few points for a median: sum of squares, three parameters taken by the plane.
        return float(np.sqrt(np.sum((kept - kept.mean()) ** 2) / (len(kept) - 3)))
    return float(mad)


noise_panels = []
for name in frontal:
    points = cloud.points_m[on_panel(cloud.points_m, panels[name], share=0.8)]
    measured_range_m = np.linalg.norm(points.mean(axis=0) - stations[station])
    noise_panels.append({"panel": name.lower(), "range_m": round(measured_range_m, 2), "sigma_mm": plane_noise(points)})

table = np.array([[row["range_m"], row["sigma_mm"]] for row in noise_panels])
# Weighted: the relative error of a standard deviation is the same at all ranges.
weights = 1 / table[:, 1]
design = np.column_stack([np.ones(len(table)), table[:, 0]])
noise_a_mm, noise_b_mm_per_m = np.linalg.lstsq(design * weights[:, None], table[:, 1] * weights, rcond=None)[0]
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = noise_at_reference_mm <= specification["noise_limit_mm"]
# %% solution="residuals"
plt.hist(1000 * signed_distances(cloud.points_m[on_panel(cloud.points_m, panels["P10"])]), bins=40)
# %% solution="noise-law"
plt.plot(*table.T, "o")
# %% solution="resolution"
tilted = panels[specification["spacing_panel"]]
range_m, incidence_rad = viewing(station, tilted)
theoretical_spacing_mm = range_m * setting["angular_step_mrad"] / np.cos(incidence_rad)

# The tilted panel turns about the vertical: columns of points stand apart along the tilt.
right_m, up_m, front_m = local_coordinates(cloud.points_m[on_panel(cloud.points_m, tilted)], tilted).T
order = np.argsort(up_m)
pairs = []
for index in range(len(right_m)):
    beside = np.abs(up_m - up_m[index]) < 0.4142 * np.abs(right_m - right_m[index])
    if beside.any():
        pairs.append(np.hypot(right_m - right_m[index], up_m - up_m[index])[beside].min())
measured_spacing_mm = float(np.median(pairs)) * 1000

right_m, up_m, front_m = local_coordinates(cloud.points_m, targets["ETOILE"]).T
inside = (np.hypot(right_m, up_m) < 0.15) & (front_m > -0.09) & (front_m < 0.04)
radius_mm, front_mm = 1000 * np.hypot(right_m, up_m)[inside], 1000 * front_m[inside]
plate_mm, back_mm = np.median(front_mm[front_mm > -10]), np.median(front_mm[front_mm < -40])
sigma_mm = 1.4826 * np.median(np.abs(front_mm[front_mm > -10] - plate_mm))
resolved_mm = None
for inner_mm in np.arange(140, -1, -10):
    heights = front_mm[(radius_mm >= inner_mm) & (radius_mm < inner_mm + 10)]
    on_plate, on_back = np.abs(heights - plate_mm) <= 3 * sigma_mm, np.abs(heights - back_mm) <= 3 * sigma_mm
    if len(heights) < 12 or (on_plate | on_back).mean() < 0.9 or min(on_plate.mean(), on_back.mean()) < 0.25:
        break
    resolved_mm = inner_mm + 5
smallest_slot_mm = np.float64(2 * np.pi * resolved_mm / 48)

distance_m = np.linalg.norm(stations[station] - position_of(targets["ETOILE"]))
spot_diameter_mm = specification["beam_diameter_mm"] + specification["beam_divergence_mrad"] * distance_m
resolution_conform = np.bool_(
    measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
)
# %% solution="star"
plt.hist(front_mm, bins=60)
# %% solution="precision"
import pye57

bar = next(row for row in read_table("sphere_bars.csv") if row["bar"] == specification["bar"])
file = pye57.E57(str(case.path("repeatability.e57")))


def fixed_sphere(points_m, radius_m):
    """Centre by Gauss and Newton, radius imposed, points beyond 4 standard deviations left out."""
    centre = points_m.mean(axis=0) + radius_m / 2 * (points_m.mean(axis=0) - stations[sphere_station]) / np.linalg.norm(
        points_m.mean(axis=0) - stations[sphere_station]
    )
    kept = points_m
    for _ in range(12):
        vectors = kept - centre
        norms = np.linalg.norm(vectors, axis=1)
        centre = centre + np.linalg.lstsq(vectors / norms[:, None], norms - radius_m, rcond=None)[0]
        residuals = np.linalg.norm(points_m - centre, axis=1) - radius_m
        spread = 1.4826 * np.median(np.abs(residuals - np.median(residuals)))
        kept = points_m[np.abs(residuals) < 4 * spread]
    return centre


sphere_station = min(stations, key=lambda name: np.linalg.norm(stations[name] - position_of(targets[bar["sphere_1"]])))
lengths_mm = []
for index in range(file.scan_count):
    data = file.read_scan(index, ignore_missing_fields=True, transform=True)
    xyz = np.column_stack([data["cartesianX"], data["cartesianY"], data["cartesianZ"]])
    ends = []
    for key in ("sphere_1", "sphere_2"):
        nominal = position_of(targets[bar[key]])
        distance_m = np.linalg.norm(xyz - nominal, axis=1)
        shell = np.abs(distance_m - targets[bar[key]]["radius_m"]) < 0.02
        ends.append(fixed_sphere(xyz[shell], targets[bar[key]]["radius_m"]))
    lengths_mm.append(1e3 * np.linalg.norm(ends[1] - ends[0]))
file.close()

count = len(lengths_mm)
bar_bias_mm = sum(lengths_mm) / count - bar["calibrated_mm"]
bar_repeatability_mm = (sum((length - sum(lengths_mm) / count) ** 2 for length in lengths_mm) / (count - 1)) ** 0.5
bar_rmse_mm = (bar_bias_mm**2 + (count - 1) / count * bar_repeatability_mm**2) ** 0.5
standard_mm = (bar_repeatability_mm**2 / count + (bar["expanded_uncertainty_mm"] / 2) ** 2) ** 0.5
bar_expanded_uncertainty_mm = 2 * standard_mm

squares_mm2, freedom, by_length = 0.0, 0, {}
for row in read_table("lengths.csv", ";", ","):
    if row["remarque"] == "":
        by_length.setdefault(row["reference_mm"], []).append(row["measured_mm"])
for values in by_length.values():
    squares_mm2 += len(values) * np.var(values)
    freedom += len(values) - 1
length_repeatability_mm = (squares_mm2 / freedom) ** 0.5
reference_mm = np.array(sorted(by_length))
mean_error_mm = np.array([np.mean(by_length[length]) - length for length in reference_mm])
repeats_per_length = np.array([len(by_length[length]) for length in reference_mm])
slope, offset_mm = np.polyfit(reference_mm, mean_error_mm, 1, w=np.sqrt(repeats_per_length))
scale_ppm = slope * 1e6

worst_mm, best_mm = abs(bar_bias_mm) + bar_expanded_uncertainty_mm, abs(bar_bias_mm) - bar_expanded_uncertainty_mm
bar_decision = "non concluant"
if worst_mm <= specification["length_mpe_mm"]:
    bar_decision = "conforme"
if best_mm > specification["length_mpe_mm"]:
    bar_decision = "non conforme"
precision_decision = "Non conforme" if abs(scale_ppm) > specification["scale_limit_ppm"] else bar_decision
# %% solution="bar"
plt.plot(lengths_mm, "o")
# %% solution="colour"
chart_cloud = o3d.io.read_point_cloud(str(case.path("chart.ply")))
xyz, rgb = np.asarray(chart_cloud.points), np.asarray(chart_cloud.colors)
differences = {}
for patch in read_table("chart_reference.csv"):
    inside = (
        (xyz[:, 0] > patch["x_min_m"])
        & (xyz[:, 0] < patch["x_max_m"])
        & (xyz[:, 1] > patch["y_min_m"])
        & (xyz[:, 1] < patch["y_max_m"])
        & (rgb.sum(axis=1) > 0)
    )
    mean_lab = rgb2lab(rgb[inside].mean(axis=0).reshape(1, 1, 3))[0, 0]
    differences[patch["patch"]] = float(deltaE_ciede2000(mean_lab, [patch["L_D65"], patch["a_D65"], patch["b_D65"]]))
    if patch["patch"] == specification["grey_patch"]:
        grey = 255 * rgb[inside].mean(axis=1)
values = np.sort(list(differences.values()))
delta_e_mean, delta_e_p95, delta_e_maximum = values.mean(), np.quantile(values, 0.95), values[-1]
grey_snr_db = 20 * np.log10(np.mean(grey) / np.std(grey))
colour_conform = all(
    [
        delta_e_mean <= specification["delta_e_mean_limit"],
        delta_e_p95 <= specification["delta_e_p95_limit"],
        delta_e_maximum <= specification["delta_e_maximum_limit"],
        grey_snr_db >= specification["grey_snr_limit_db"],
    ]
)
# %% solution="chart"
plt.bar(list(differences), list(differences.values()))
