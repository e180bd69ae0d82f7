# /// expected
# summary = "Divergence lue comme un demi-angle"
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# misconception = "half-divergence"
# message = "angle plein"
# ///
# %% amend="resolution"
spot_diameter_mm = specification["beam_diameter_mm"] + specification["beam_divergence_mrad"] / 2 * star_distance_m
