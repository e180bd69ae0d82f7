# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="model"
while True:
    pass
