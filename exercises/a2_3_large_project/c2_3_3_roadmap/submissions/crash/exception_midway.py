# /// expected
# summary = "Une exception dans l’assemblage de la page"
# ///
# %% solution="assembly"
raise RuntimeError("la page a échoué")
