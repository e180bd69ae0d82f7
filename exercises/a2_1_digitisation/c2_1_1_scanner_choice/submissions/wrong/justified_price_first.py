# /// expected
# summary = "Le prix d’abord, contre le cahier des charges"
# [criteria."C2.1.1.justified"]
# fraction = [0.4, 0.8]
# misconception = "price-before-accuracy"
# message = "EX-10"
# [criteria."C2.1.1.informed"]
# fraction = [0.8, 0.95]
# misconception = "judgements-against-preferences"
# message = "contraire"
# ///
# %% amend="weights"
pairwise = np.ones((6, 6))
for i, row in enumerate([[1 / 3, 1, 1, 2, 2], [3, 3, 5, 5], [1, 2, 2], [2, 2], [1]]):
    pairwise[i, i + 1 :], pairwise[i + 1 :, i] = row, 1 / np.array(row)

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
