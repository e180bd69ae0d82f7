# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("disks", 12)
answer("dear_lot", "L2")
answer("critical_path", [{"step": 1, "task": "J8"}])
