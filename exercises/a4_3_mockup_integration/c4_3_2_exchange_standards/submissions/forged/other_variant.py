# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("chosen_standard", "IFC4")
answer("weight_low", 0.1)
