# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="figures"
while True:
    pass
