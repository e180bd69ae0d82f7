# /// expected
# summary = "Indice de cohérence donné pour le rapport"
# [criteria."C2.1.1.informed"]
# fraction = [0.88, 0.95]
# misconception = "index-for-ratio"
# message = "IA"
# ///
# %% amend="weights"
consistency_ratio *= RANDOM_INDEX[count]
