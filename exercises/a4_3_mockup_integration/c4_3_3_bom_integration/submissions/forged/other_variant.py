# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("order_mass_kg", 5000.0)
answer("loop", [])
answer("interfaces", [])
