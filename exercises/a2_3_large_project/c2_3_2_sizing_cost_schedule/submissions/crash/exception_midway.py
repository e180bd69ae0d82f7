# /// expected
# summary = "Une exception au milieu du carnet"
# ///
# %% solution="values"
raise RuntimeError("le calcul a échoué")
