# /// expected
# summary = "Distance euclidienne de 1976 au lieu de CIEDE2000"
# [criteria."C2.1.2.colour"]
# fraction = [0.3, 0.82]
# misconception = "delta-e-1976"
# message = "CIEDE2000"
# ///
# %% amend="colour"
differences = np.linalg.norm(reference_lab - measured_lab, axis=1)
delta_e_mean, delta_e_p95, delta_e_maximum = differences.mean(), np.percentile(differences, 95), differences.max()
colour_conform = bool(
    delta_e_mean <= specification["delta_e_mean_limit"]
    and delta_e_p95 <= specification["delta_e_p95_limit"]
    and delta_e_maximum <= specification["delta_e_maximum_limit"]
    and grey_snr_db >= specification["grey_snr_limit_db"]
)
