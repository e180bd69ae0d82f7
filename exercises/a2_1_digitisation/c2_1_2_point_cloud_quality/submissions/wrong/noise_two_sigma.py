# /// expected
# summary = "Bruit donné à 2 σ là où le cahier des charges le veut à 1 σ"
# [criteria."C2.1.2.noise"]
# fraction = [0.3, 0.9]
# misconception = "two-sigma-noise"
# message = "1 σ"
# ///
# %% amend="noise"
for row in noise_panels:
    row["sigma_mm"] *= 2
noise_a_mm, noise_b_mm_per_m, noise_at_reference_mm = 2 * noise_a_mm, 2 * noise_b_mm_per_m, 2 * noise_at_reference_mm
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
