# /// expected
# summary = "Pas angulaire pris en degrés, espacement mesuré en travers de l’inclinaison"
# [criteria."C2.1.2.resolution"]
# fraction = 0.733333
# misconception = "step-unit"
# message = "milliradians"
# ///
# %% amend="resolution"
theoretical_spacing_mm = (
    1000 * viewing(station, tilted)[0] * np.radians(setting["angular_step_mrad"]) / np.cos(viewing(station, tilted)[1])
)
distances, _ = cKDTree(flat).query(flat, k=2)
measured_spacing_mm = 1000 * np.median(distances[:, 1])
resolution_conform = bool(
    measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
)
