# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("recommended_tool", "Hordeum")
answer("programme", [{"lever": "A1"}])
