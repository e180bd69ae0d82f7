# /// expected
# summary = "Verdict de bruit inversé"
# [criteria."C2.1.2.noise"]
# fraction = 0.85
# misconception = "noise-verdict-reversed"
# message = "inverse"
# ///
# %% amend="noise"
noise_conform = bool(noise_at_reference_mm > specification["noise_limit_mm"])
