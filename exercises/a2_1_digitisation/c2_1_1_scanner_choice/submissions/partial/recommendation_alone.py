# /// expected
# summary = "Une recommandation et des scores, sans matrice ni poids"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.5, 0.5]
# [criteria."C2.1.1.justified"]
# fraction = 0.0
# [criteria."C2.1.1.informed"]
# fraction = [0.0, 0.35]
# message = "sans fondement"
# ///
# %% amend="criteria"
matrix = None
# %% amend="weights"
weights = None
