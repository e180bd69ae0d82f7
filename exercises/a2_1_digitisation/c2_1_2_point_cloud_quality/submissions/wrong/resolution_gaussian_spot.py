# /// expected
# summary = "Forme gaussienne du faisceau au lieu de la forme linéaire convenue"
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# misconception = "gaussian-spot"
# message = "linéaire"
# ///
# %% amend="resolution"
spot_diameter_mm = np.hypot(specification["beam_diameter_mm"], specification["beam_divergence_mrad"] * star_distance_m)
