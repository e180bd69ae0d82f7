# /// expected
# summary = "Un essai rapide depuis chaque station, numpy seul, moindres carrés repondérés, médiane des pentes"
# ///
# %% solution="acquisition"
flat = {name: row for name, row in targets.items() if row["kind"] in ("panel", "star")}
centre_of = {name: np.array([row["x_m"], row["y_m"], row["z_m"]]) for name, row in targets.items()}
normal_of = {name: np.array([row["normal_x"], row["normal_y"], row["normal_z"]]) for name, row in flat.items()}


def crop(points, name, margin_m=0.01, reach_m=0.08):
    vectors = points - centre_of[name]
    depth = vectors @ normal_of[name]
    sideways = vectors @ np.cross([0, 0, 1], normal_of[name])
    half_width, half_height = flat[name]["width_m"] / 2 - margin_m, flat[name]["height_m"] / 2 - margin_m
    return points[(abs(depth) < reach_m) & (abs(sideways) < half_width) & (abs(vectors[:, 2]) < half_height)]


scanner = VirtualScanner(case)
seen = {}
for name in stations:
    quick = scanner.acquire("grossiere", "rapide", name).points_m
    seen[name] = min(len(crop(quick, panel)) for panel in flat if panel != "ETOILE")
in_reach = {
    name: abs(np.linalg.norm(centre_of["ETOILE"] - place) - specification["star_distance_m"])
    <= specification["star_distance_tolerance_m"]
    for name, place in stations.items()
}
(here,) = [name for name in stations if in_reach[name] and seen[name] > 20]

tilted = specification["spacing_panel"]
view = stations[here] - centre_of[tilted]
distance_m = np.linalg.norm(view)
cos_incidence = abs(view @ normal_of[tilted]) / distance_m
best = None
for quality in ("soignee", "standard", "rapide"):
    for resolution in ("fine", "moyenne", "grossiere"):
        (row,) = [
            row
            for row in acquisitions
            if (row["resolution"], row["quality"], row["station"]) == (resolution, quality, here)
        ]
        spacing_mm = distance_m * row["angular_step_mrad"] / cos_incidence
        if (
            best is None
            and spacing_mm <= specification["spacing_limit_mm"]
            and row["duration_min"] <= scanner.remaining_min
        ):
            best = row
cloud = scanner.acquire(best["resolution"], best["quality"], here)
acquisition_plan = scanner.plan
qualified_capture = cloud.name + ".laz"
# %% solution="look"
plt.plot(cloud.points_m[:, 0], cloud.points_m[:, 1], ".", markersize=1)


# %% solution="noise"
def plane_by_reweighting(points):
    """Weighted total least squares, Tukey's biweight about a plane that starts from the best of many triplets."""
    origin = np.median(points, axis=0)
    local = points - origin
    draws = np.random.default_rng(11)
    score, start = np.inf, None
    for _ in range(400):
        a, b, c = local[draws.choice(len(local), 3, replace=False)]
        normal = np.cross(b - a, c - a)
        length = np.linalg.norm(normal)
        if length > 1e-6:
            offsets = abs((local - a) @ normal) / length
            middle = np.partition(offsets, int(0.6 * len(offsets)))[int(0.6 * len(offsets))]
            if middle < score:
                score, start = middle, ((local - a) @ normal) / length
    offsets = start
    for _ in range(30):
        scale = 1.4826 * np.median(abs(offsets))
        weights = np.where(abs(offsets) < 9 * scale, (1 - np.clip(offsets / (9 * scale), -1, 1) ** 2) ** 2, 0)
        centre = np.average(local, axis=0, weights=weights)
        covariance = (weights[:, None] * (local - centre)).T @ (local - centre)
        offsets = (local - centre) @ np.linalg.eigh(covariance)[1][:, 0]
    return offsets


def plane_noise(points_m):
    points = np.array(points_m, dtype=np.float64)
    offsets = plane_by_reweighting(points)
    kept = offsets[abs(offsets) < 7 * 1.4826 * np.median(abs(offsets))]
    return 1e3 * np.sqrt(sum(kept**2) / (len(kept) - 3))


noise_panels = [
    {
        "panel": name,
        "range_m": float(np.linalg.norm(centre_of[name] - stations[here])),
        "sigma_mm": float(plane_noise(crop(cloud.points_m, name))),
    }
    for name in flat
    if name != "ETOILE"
]
frontal = [(row["range_m"], row["sigma_mm"]) for row in noise_panels if row["panel"][0] == "P"]
slopes = [(y2 - y1) / (x2 - x1) for i, (x1, y1) in enumerate(frontal) for x2, y2 in frontal[i + 1 :]]
noise_b_mm_per_m = np.median(slopes)
noise_a_mm = np.median([y - noise_b_mm_per_m * x for x, y in frontal])
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
# %% solution="residuals"
plt.hist(1e3 * plane_by_reweighting(crop(cloud.points_m, "P10")), bins=40)
# %% solution="noise-law"
plt.plot(*zip(*frontal, strict=True), "o")
# %% solution="resolution"
theoretical_spacing_mm = 1e3 * distance_m * np.tan(1e-3 * best["angular_step_mrad"]) / cos_incidence

points = crop(cloud.points_m, tilted, margin_m=0.02)
points = points[abs(plane_by_reweighting(points)) < 0.02]
covariance = np.cov(points.T)
normal = np.linalg.eigh(covariance)[1][:, 0]
along = np.cross(normal, [0, 0, 1.0])
along /= np.linalg.norm(along)
u, v = (points - points.mean(axis=0)) @ along, (points - points.mean(axis=0)) @ np.cross(normal, along)
gap_u, gap_v = u[:, None] - u, v[:, None] - v
length = np.hypot(gap_u, gap_v)
angle = np.degrees(np.arctan2(abs(gap_v), abs(gap_u)))
length[(angle > 22.5) | (length == 0)] = np.nan
measured_spacing_mm = 1e3 * np.nanmedian(np.nanmin(length[~np.isnan(length).all(axis=1)], axis=1))

vectors = cloud.points_m - centre_of["ETOILE"]
depth_mm = 1e3 * vectors @ normal_of["ETOILE"]
radius_mm = 1e3 * np.sqrt(np.sum(vectors**2, axis=1) - (depth_mm / 1e3) ** 2)
near_star = (radius_mm < 150) & (abs(depth_mm) < 80)
depth_mm, radius_mm = depth_mm[near_star], radius_mm[near_star]
front_mm = np.median(depth_mm[abs(depth_mm) < 12.5])
back_mm = np.median(depth_mm[abs(depth_mm + 50) < 12.5])
to_face_mm = np.minimum(abs(depth_mm - front_mm), abs(depth_mm - back_mm))
outside = to_face_mm[radius_mm > 100]
limit_mm = 12.5
for _ in range(4):
    sigma_mm = 1.4826 * np.median(outside[outside <= limit_mm])
    limit_mm = min(limit_mm, 4 * sigma_mm)
ring = 0
while ring < 15:
    inside = (radius_mm < 150 - 10 * ring) & (radius_mm >= 140 - 10 * ring)
    faces = [abs(depth_mm[inside] - face_mm) <= 3 * sigma_mm for face_mm in (front_mm, back_mm)]
    shares = [face.mean() for face in faces]
    if inside.sum() < 12 or sum(shares) < 0.9 or min(shares) < 0.25:
        break
    ring += 1
smallest_slot_mm = 2 * np.pi * (155 - 10 * ring) / 48
spot_diameter_mm = specification["beam_diameter_mm"] + specification["beam_divergence_mrad"] * float(
    np.linalg.norm(centre_of["ETOILE"] - stations[here])
)
resolution_conform = (
    True
    if measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
    else False
)
# %% solution="star"
plt.plot(radius_mm, depth_mm, ".", markersize=1)
# %% solution="precision"
with case.path("sphere_bars.csv").open() as file:
    (bar,) = [row for row in csv.DictReader(file) if row["bar"] == specification["bar"]]
scans = read_point_cloud(case.path("repeatability.e57"))
ends = (bar["sphere_1"], bar["sphere_2"])
values = []
for scan in np.unique(scans.scan_index):
    points = scans.points_m[scans.scan_index == scan]
    found = []
    for end in ends:
        ball = points[np.linalg.norm(points - centre_of[end], axis=1) < 0.12]
        centre, weights = centre_of[end], np.ones(len(ball))
        for _ in range(60):
            away = ball - centre
            length = np.linalg.norm(away, axis=1)
            misfit = length - targets[end]["radius_m"]
            weights = 1 / (1 + (misfit / 0.004) ** 2) ** 2 if _ < 40 else (abs(misfit) < 0.008).astype(float)
            jacobian = away / length[:, None]
            centre = centre + np.linalg.solve((jacobian.T * weights) @ jacobian, (jacobian.T * weights) @ misfit)
        found.append(centre)
    values.append(1e3 * np.linalg.norm(found[0] - found[1]))
deviations = np.array(values) - float(bar["calibrated_mm"])
bar_bias_mm, bar_repeatability_mm = deviations.mean(), deviations.std(ddof=1)
bar_rmse_mm = np.linalg.norm(deviations) / np.sqrt(len(deviations))
bar_expanded_uncertainty_mm = np.sqrt(
    4 * bar_repeatability_mm**2 / len(values) + specification["length_calibration_uncertainty_mm"] ** 2
)
book = case.path("lengths.csv").read_text(encoding="utf-8").replace(",", ".").splitlines()[1:]
kept = np.array([[float(cell) for cell in line.split(";")[1:3]] for line in book if line.split(";")[3] == ""])
slope_and_offset = np.linalg.lstsq(np.column_stack([kept[:, 0], np.ones(len(kept))]), kept[:, 1], rcond=None)[0]
scale_ppm = (slope_and_offset[0] - 1) * 1e6
means = {length: kept[kept[:, 0] == length, 1].mean() for length in set(kept[:, 0])}
within = kept[:, 1] - np.array([means[length] for length in kept[:, 0]])
length_repeatability_mm = np.sqrt(within @ within / (len(kept) - len(means)))
mpe_mm, u_mm = specification["length_mpe_mm"], bar_expanded_uncertainty_mm
precision_decision = (
    "non conforme"
    if abs(scale_ppm) > specification["scale_limit_ppm"] or abs(bar_bias_mm) - u_mm > mpe_mm
    else "conforme"
    if abs(bar_bias_mm) + u_mm <= mpe_mm
    else "non concluant"
)
# %% solution="bar"
plt.plot(deviations, "o")
# %% solution="colour"
chart = read_point_cloud(case.path("chart.ply"))
lab = rgb2lab(chart.colours[None] / 255)[0]
gaps = []
for row in read_table("chart_reference.csv"):
    x, y, _ = chart.points_m.T
    on_patch = (x > row["x_min_m"]) & (x < row["x_max_m"]) & (y > row["y_min_m"]) & (y < row["y_max_m"])
    on_patch &= chart.colours.sum(axis=1) > 0
    gaps.append(deltaE_ciede2000(lab[on_patch].mean(axis=0), np.array([row["L_D65"], row["a_D65"], row["b_D65"]])))
    if row["patch"] == specification["grey_patch"]:
        levels = chart.colours[on_patch].astype(float).mean(axis=1)
delta_e_mean, delta_e_p95, delta_e_maximum = np.mean(gaps), np.percentile(gaps, 95), np.max(gaps)
grey_snr_db = 20 * np.log10(levels.mean() / levels.std())
colour_conform = bool(
    (delta_e_mean <= specification["delta_e_mean_limit"])
    * (delta_e_p95 <= specification["delta_e_p95_limit"])
    * (delta_e_maximum <= specification["delta_e_maximum_limit"])
    * (grey_snr_db >= specification["grey_snr_limit_db"])
)
# %% solution="chart"
plt.bar(range(24), gaps)
