# /// expected
# summary = "Bruit pris pour la distance d’un nuage à l’autre entre deux moitiés de la capture"
# [criteria."C2.1.2.noise"]
# fraction = [0.2, 0.7]
# misconception = "cloud-to-cloud-noise"
# message = "nuage à nuage"
# ///
# %% amend="noise"
for row in noise_panels:
    points = cloud.points_m[on_panel(cloud.points_m, panels[row["panel"]])]
    first, second = points[::2], points[1::2]
    distances, _ = cKDTree(first).query(second)
    row["sigma_mm"] = 1000 * distances.mean()
noise_b_mm_per_m, noise_a_mm = np.polyfit(ranges_m, [row["sigma_mm"] for row in noise_panels], 1)
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
