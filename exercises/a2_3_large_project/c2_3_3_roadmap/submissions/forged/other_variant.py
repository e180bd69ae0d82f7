# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("page", "<html lang='fr'><body><h1>Ligne V</h1></body></html>")
answer(
    "stages",
    [{"milestone": "J8", "early": "2030-01-01", "feasible": "2030-01-01", "deliveries": 1, "planned_meur": 1.0}],
)
