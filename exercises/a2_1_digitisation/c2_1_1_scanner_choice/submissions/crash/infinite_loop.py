# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="sorting"
while True:
    pass
