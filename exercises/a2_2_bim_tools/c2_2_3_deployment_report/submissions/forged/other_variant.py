# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("report", "# Synthèse")
answer("follow_up", [{"subject": "S1", "target": 1.0, "action": "A1"}])
