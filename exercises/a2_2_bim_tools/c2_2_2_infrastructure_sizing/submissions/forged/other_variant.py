# /// expected
# summary = "Réponses données pour une autre variante"
# ///
# %% extra="last"
case.digest = "0" * 64
answer("named_accesses", 200)
answer("busy_hour", 11)
answer("chain_level", 1)
