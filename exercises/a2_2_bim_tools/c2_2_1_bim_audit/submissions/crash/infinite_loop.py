# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="coding"
while True:
    pass
