# /// expected
# summary = "Tri, familles, critères et matrice faits ; ni poids ni classement"
# [criteria."C2.1.1.justified"]
# fraction = 0.0
# [criteria."C2.1.1.informed"]
# fraction = 0.0
# ///
# %% solution="weights"
judgements = None
weights = None
consistency_ratio = None
# %% solution="scores"
weighted_scores = None
topsis_scores = None
weight_low = None
weight_high = None
recommended = None
# %% solution="bars"
# Pas fait.
# %% solution="profiles"
# Pas fait.
# %% solution="sensitivity"
# Pas fait.
