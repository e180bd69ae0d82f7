# /// expected
# summary = "Bruit laissé en mètres"
# [criteria."C2.1.2.noise"]
# fraction = [0.1, 0.5]
# misconception = "noise-in-metres"
# message = "millimètres"
# ///
# %% amend="noise"
for row in noise_panels:
    row["sigma_mm"] /= 1000
noise_a_mm, noise_b_mm_per_m, noise_at_reference_mm = (
    value / 1000 for value in (noise_a_mm, noise_b_mm_per_m, noise_at_reference_mm)
)


def plane_noise(points_m):
    return flat_target_noise_mm(points_m) / 1000


noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
