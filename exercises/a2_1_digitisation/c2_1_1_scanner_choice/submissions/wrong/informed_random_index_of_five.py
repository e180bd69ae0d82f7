# /// expected
# summary = "Indice aléatoire de cinq critères pour six"
# [criteria."C2.1.1.informed"]
# fraction = [0.88, 0.95]
# misconception = "wrong-random-index"
# message = "décalage"
# ///
# %% amend="weights"
consistency_ratio *= RANDOM_INDEX[count] / RANDOM_INDEX[count - 1]
