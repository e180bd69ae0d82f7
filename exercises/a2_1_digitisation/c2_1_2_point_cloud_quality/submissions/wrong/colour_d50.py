# /// expected
# summary = "Références D50 comparées à une conversion D65"
# [criteria."C2.1.2.colour"]
# fraction = [0.3, 0.82]
# misconception = "d50-reference"
# message = "D65"
# ///
# %% amend="colour"
reference_lab = np.array([[patch[f"{axis}_D50"] for axis in ("L", "a", "b")] for patch in patches])
differences = deltaE_ciede2000(reference_lab, measured_lab)
delta_e_mean, delta_e_p95, delta_e_maximum = differences.mean(), np.percentile(differences, 95), differences.max()
colour_conform = bool(
    delta_e_mean <= specification["delta_e_mean_limit"]
    and delta_e_p95 <= specification["delta_e_p95_limit"]
    and delta_e_maximum <= specification["delta_e_maximum_limit"]
    and grey_snr_db >= specification["grey_snr_limit_db"]
)
