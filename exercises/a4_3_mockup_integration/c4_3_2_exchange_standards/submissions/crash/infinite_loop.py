# /// expected
# summary = "Boucle sans fin dans la première cellule de solution"
# ///
# %% solution="exports"
while True:
    pass
