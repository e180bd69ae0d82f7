# /// expected
# summary = "Écarts comptés selon z à la surface z = ax + by + c, sur des panneaux debout"
# [criteria."C2.1.2.noise"]
# fraction = [0.75, 0.95]
# message = "incliné"
# ///
# %% amend="noise"
def plane_noise(points_m):
    x, y, z = points_m.T
    design = np.column_stack([x, y, np.ones(len(x))])
    residuals = z - design @ np.linalg.lstsq(design, z, rcond=None)[0]
    own = np.abs(residuals - np.median(residuals)) < 6 * 1.4826 * np.median(np.abs(residuals - np.median(residuals)))
    residuals = z[own] - design[own] @ np.linalg.lstsq(design[own], z[own], rcond=None)[0]
    return 1000 * np.sqrt(np.sum(residuals**2) / (own.sum() - 3))
