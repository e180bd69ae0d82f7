# /// expected
# summary = "Une exception au moment des poids : ce qui précède compte"
# [criteria."C2.1.1.exhaustive"]
# fraction = [1.0, 1.0]
# [criteria."C2.1.1.technologies"]
# fraction = [1.0, 1.0]
# [criteria."C2.1.1.measurable"]
# fraction = [1.0, 1.0]
# ///
# %% amend="sorting"

# %% amend="families"

# %% amend="criteria"

# %% solution="weights"
judgements = weights = consistency_ratio = None
raise RuntimeError("les jugements ont échoué")
