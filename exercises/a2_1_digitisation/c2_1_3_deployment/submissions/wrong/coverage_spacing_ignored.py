# /// expected
# summary = "Espacement oublié : la couverture compte des points vus de trop loin ou de biais"
# [criteria."C2.1.3.coverage"]
# fraction = 0.952381
# misconception = "spacing-ignored"
# message = "espacement"
# ///
# %% amend="plan-figures"
points = read_table("points_a_relever.csv")
free = np.loadtxt(case.path("visibilite.csv"), delimiter=",", skiprows=1, usecols=range(1, len(positions) + 1)).T > 0
where = np.array([[row[axis] for axis in ("x_m", "y_m", "z_m")] for row in points])
normals = np.array([[row[axis] for axis in ("nx", "ny", "nz")] for row in points])
seen = np.zeros(len(points), dtype=bool)
for position, _ in plan:
    way = where - [positions[position][axis] for axis in ("x_m", "y_m", "z_m")]
    distance_m = np.linalg.norm(way, axis=1)
    incidence = np.degrees(np.arccos(np.clip(-(way * normals).sum(axis=1) / distance_m, -1, 1)))
    seen |= (
        free[list(positions).index(position)]
        & (distance_m >= specification["range_minimum_m"])
        & (distance_m <= specification["range_maximum_m"])
        & (incidence <= specification["incidence_limit_deg"])
        & (np.degrees(np.arcsin(way[:, 2] / distance_m)) >= specification["lowest_elevation_deg"])
    )
coverage_percent = 100 * seen.mean()
