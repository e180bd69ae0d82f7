# /// expected
# summary = "Rapport signal sur bruit en 10·log₁₀"
# [criteria."C2.1.2.colour"]
# fraction = 0.818182
# misconception = "snr-ten-log"
# message = "20·log"
# ///
# %% amend="colour"
grey_snr_db = 10 * np.log10(grey_levels.mean() / grey_levels.std(ddof=1))
colour_conform = bool(
    delta_e_mean <= specification["delta_e_mean_limit"]
    and delta_e_p95 <= specification["delta_e_p95_limit"]
    and delta_e_maximum <= specification["delta_e_maximum_limit"]
    and grey_snr_db >= specification["grey_snr_limit_db"]
)
