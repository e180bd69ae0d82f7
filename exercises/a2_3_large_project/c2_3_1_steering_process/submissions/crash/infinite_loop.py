# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="sample"
while True:
    pass
