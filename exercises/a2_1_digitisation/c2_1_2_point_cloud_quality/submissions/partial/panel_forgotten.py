# /// expected
# summary = "Le panneau le plus lointain est oublié, la loi s’appuie sur les autres"
# [criteria."C2.1.2.noise"]
# fraction = [0.9, 0.97]
# message = "Lignes absentes"
# ///
# %% amend="noise"
noise_panels = [row for row in noise_panels if row["panel"] != "P30"]
noise_b_mm_per_m, noise_a_mm = np.polyfit(
    [row["range_m"] for row in noise_panels], [row["sigma_mm"] for row in noise_panels], 1
)
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
