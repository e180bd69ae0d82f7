# /// expected
# summary = "Fonction sans défense contre les points aberrants, diviseur n"
# [criteria."C2.1.2.noise"]
# fraction = [0.75, 0.95]
# message = "points aberrants"
# ///
# %% amend="noise"
def plane_noise(points_m):
    centred = points_m - points_m.mean(axis=0)
    return 1000 * np.linalg.svd(centred, compute_uv=False)[2] / np.sqrt(len(points_m))
