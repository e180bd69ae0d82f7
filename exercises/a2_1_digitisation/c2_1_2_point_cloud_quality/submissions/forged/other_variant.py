# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("delta_e_mean", 2.0)
answer("noise_conform", True)
