# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="acquisition"
while True:
    pass
