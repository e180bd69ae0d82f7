# /// expected
# summary = "Une exception au milieu du carnet"
# ///
# %% solution="graph"
raise RuntimeError("la nomenclature a échoué")
