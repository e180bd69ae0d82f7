# /// expected
# summary = "Station trop loin de l’étoile, analyse cohérente sur cette capture"
# [criteria."C2.1.2.resolution"]
# fraction = [0.5, 0.81]
# message = "distance de l’étoile"
# ///
# %% amend="acquisition"
station = max(star_gap_m, key=star_gap_m.get)
scanner = VirtualScanner(case)
setting = max(
    (row for row in acquisitions if row["station"] == station and row["duration_min"] <= scanner.remaining_min),
    key=lambda row: (-row["angular_step_mrad"], row["duration_min"]),
)
cloud = scanner.acquire(**{key: setting[key] for key in ("resolution", "quality", "station")})
acquisition_plan = scanner.plan
qualified_capture = cloud.name
