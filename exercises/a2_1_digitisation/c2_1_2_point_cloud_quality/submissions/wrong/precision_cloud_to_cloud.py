# /// expected
# summary = "Distance moyenne de nuage à nuage entre deux scans, prise pour la justesse"
# [criteria."C2.1.2.precision"]
# fraction = [0.5, 0.8125]
# misconception = "cloud-to-cloud-accuracy"
# message = "nuage à nuage"
# ///
# %% amend="precision"
both = [repeats.points_m[repeats.scan_index == scan] for scan in (0, 1)]
near_bar = [
    points[
        np.any(
            [
                np.linalg.norm(points - position_of(targets[bar[end]]), axis=1) < 0.08
                for end in ("sphere_1", "sphere_2")
            ],
            axis=0,
        )
    ]
    for points in both
]
bar_bias_mm = 1000 * cKDTree(near_bar[0]).query(near_bar[1])[0].mean()
