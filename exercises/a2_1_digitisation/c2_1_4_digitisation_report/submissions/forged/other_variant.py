# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("report", "# Synthèse")
answer("announced", [{"indicator": "couverture", "value": 90.0}])
