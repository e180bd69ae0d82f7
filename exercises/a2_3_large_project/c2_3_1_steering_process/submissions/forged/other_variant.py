# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("panel_distance", 0.2)
answer("actions", [{"action": "AC01", "step": "Former"}])
