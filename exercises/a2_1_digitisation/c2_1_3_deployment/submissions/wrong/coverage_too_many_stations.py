# /// expected
# summary = "Des stations ajoutées par prudence, au-delà de ce qui est permis"
# [criteria."C2.1.3.coverage"]
# fraction = [0.75, 0.9]
# misconception = "over-stations"
# message = "au plus"
# ///
# %% amend="plan"
spare = sorted(
    (name for name in positions if name not in dict(plan)), key=lambda name: positions[name]["mise_en_station_min"]
)
plan += [(name, "rapide") for name in spare[: specification["station_limit"] + 6 - len(plan)]]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
