# /// expected
# summary = "Une exception en contrôlant les maquettes : les entretiens comptent"
# [criteria."C2.2.1.faithful"]
# fraction = 1.0
# ///
# %% amend="coding"

# %% amend="process"

# %% solution="models"
raise RuntimeError("la maquette n’a pas été lue")
