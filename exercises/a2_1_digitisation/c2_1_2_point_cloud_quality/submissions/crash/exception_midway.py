# /// expected
# summary = "Une exception au début de la résolution : ce qui précède compte, la suite est vide"
# [criteria."C2.1.2.noise"]
# fraction = [1.0, 1.0]
# [criteria."C2.1.2.resolution"]
# fraction = [0.3, 0.35]
# ///
# %% amend="acquisition"
# %% amend="noise"
# %% solution="resolution"
theoretical_spacing_mm = measured_spacing_mm = smallest_slot_mm = spot_diameter_mm = resolution_conform = None
raise RuntimeError("la mesure a échoué")
