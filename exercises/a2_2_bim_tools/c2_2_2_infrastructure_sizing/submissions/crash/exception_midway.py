# /// expected
# summary = "Une exception au milieu du carnet"
# ///
# %% solution="storage"
raise RuntimeError("le calcul a échoué")
