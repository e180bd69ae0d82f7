# /// expected
# summary = "Diamètre pris pour le rayon sur l’étoile"
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# misconception = "star-diameter"
# message = "rayon"
# ///
# %% amend="resolution"
smallest_slot_mm = 2 * np.pi * (2 * smallest_radius_mm) / 48
resolution_conform = bool(
    measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
)
