# /// expected
# summary = "Points sans couleur laissés dans la moyenne des plages"
# [criteria."C2.1.2.colour"]
# fraction = [0.0, 0.82]
# misconception = "uncoloured-points"
# message = "sans couleur"
# ///
# %% amend="colour"
measured_lab = []
for patch in patches:
    inside = (x >= patch["x_min_m"]) & (x <= patch["x_max_m"]) & (y >= patch["y_min_m"]) & (y <= patch["y_max_m"])
    colours = chart.colours[inside].astype(float)
    measured_lab.append(rgb2lab(colours.mean(axis=0) / 255, illuminant="D65", observer="2"))
    if patch["patch"] == specification["grey_patch"]:
        grey_levels = colours.mean(axis=1)
measured_lab = np.array(measured_lab)
differences = deltaE_ciede2000(reference_lab, measured_lab)
delta_e_mean, delta_e_p95, delta_e_maximum = differences.mean(), np.percentile(differences, 95), differences.max()
grey_snr_db = 20 * np.log10(grey_levels.mean() / grey_levels.std(ddof=1))
colour_conform = bool(
    delta_e_mean <= specification["delta_e_mean_limit"]
    and delta_e_p95 <= specification["delta_e_p95_limit"]
    and delta_e_maximum <= specification["delta_e_maximum_limit"]
    and grey_snr_db >= specification["grey_snr_limit_db"]
)
