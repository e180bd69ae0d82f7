# /// expected
# summary = "Rapport signal sur bruit du seul canal rouge, verdict rendu sur l’écart moyen seul"
# [criteria."C2.1.2.colour"]
# fraction = [0.54, 0.82]
# misconception = "snr-single-channel"
# message = "niveau de gris"
# ///
# %% amend="colour"
(grey,) = [patch for patch in patches if patch["patch"] == specification["grey_patch"]]
inside = (x >= grey["x_min_m"]) & (x <= grey["x_max_m"]) & (y >= grey["y_min_m"]) & (y <= grey["y_max_m"])
red = chart.colours[inside & coloured, 0].astype(float)
grey_snr_db = 20 * np.log10(red.mean() / red.std(ddof=1))
colour_conform = bool(delta_e_mean <= specification["delta_e_mean_limit"])
