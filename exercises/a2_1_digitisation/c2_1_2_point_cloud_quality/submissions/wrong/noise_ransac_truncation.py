# /// expected
# summary = "Écart-type des seuls points que RANSAC retient avec un seuil de l’ordre du bruit"
# [criteria."C2.1.2.noise"]
# fraction = [0.3, 0.65]
# misconception = "ransac-truncation"
# message = "RANSAC"
# ///
# %% amend="noise"
import open3d as o3d


def flat_target_noise_mm(points_m):
    o3d.utility.random.seed(1)
    pcd = o3d.geometry.PointCloud(o3d.utility.Vector3dVector(np.asarray(points_m, dtype=float)))
    rough = robust_plane(np.asarray(points_m, dtype=float))[0]
    threshold = 1.4826 * np.median(np.abs(rough))
    model, inliers = pcd.segment_plane(distance_threshold=threshold, ransac_n=3, num_iterations=500)
    a, b, c, d = model
    kept = np.asarray(pcd.points)[inliers]
    return 1000 * np.std((kept @ [a, b, c] + d) / np.linalg.norm([a, b, c]))


plane_noise = flat_target_noise_mm
for row in noise_panels:
    row["sigma_mm"] = flat_target_noise_mm(cloud.points_m[on_panel(cloud.points_m, panels[row["panel"]])])
noise_b_mm_per_m, noise_a_mm = np.polyfit(ranges_m, [row["sigma_mm"] for row in noise_panels], 1)
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
