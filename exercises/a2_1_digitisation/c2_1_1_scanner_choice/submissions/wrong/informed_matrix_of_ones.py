# /// expected
# summary = "Matrice de jugements remplie de 1"
# [criteria."C2.1.1.informed"]
# fraction = [0.5, 0.7]
# misconception = "matrix-of-ones"
# message = "ne juge rien"
# [criteria."C2.1.1.justified"]
# fraction = [0.4, 0.9]
# misconception = "price-before-accuracy"
# ///
# %% amend="weights"
pairwise = np.ones((6, 6))

count = len(columns)
judgements = [
    {"first": columns[i], "second": columns[j], "value": pairwise[i, j]} for i in range(count) for j in range(count)
]
vector = np.prod(pairwise, axis=1) ** (1 / count)
vector /= vector.sum()
consistency_ratio = (np.mean(pairwise @ vector / vector) - count) / (count - 1) / 1.24
weights = [
    {"column": column, "weight": weight, "requirement": ORIGIN[column]} for column, weight in zip(columns, vector)
]
