# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("coverage_percent", 82.0)
answer("hardware_conform", True)
