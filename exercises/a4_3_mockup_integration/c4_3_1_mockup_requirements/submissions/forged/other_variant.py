# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("phases", [{"code": "feu", "phase": "conception"}])
answer("ids", "<ids/>")
