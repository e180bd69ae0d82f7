# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="decisions"
while True:
    pass
