# /// expected
# summary = "La résolution la plus fine à la meilleure qualité, sans compter les minutes"
# [criteria."C2.1.2.noise"]
# fraction = [0.2, 0.45]
# [criteria."C2.1.2.resolution"]
# fraction = [0.0, 0.2]
# misconception = "over-budget"
# message = "temps disponible"
# ///
# %% amend="acquisition"
dearest = max((row for row in acquisitions if row["station"] == station), key=lambda row: row["duration_min"])
acquisition_plan = [{key: dearest[key] for key in ("resolution", "quality", "station")}]
qualified_capture = "_".join(acquisition_plan[0].values())
