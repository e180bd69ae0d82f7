# /// expected
# summary = "Espacement théorique sans 1/cos α"
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# misconception = "spacing-without-incidence"
# message = "incidence"
# ///
# %% amend="resolution"
distance_m, incidence = viewing(station, tilted)
theoretical_spacing_mm = 1000 * distance_m * np.tan(setting["angular_step_mrad"] / 1000)
