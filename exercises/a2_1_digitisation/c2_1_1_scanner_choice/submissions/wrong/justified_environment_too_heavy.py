# /// expected
# summary = "L’environnement à plus du tiers, le social sous le minimum"
# [criteria."C2.1.1.justified"]
# fraction = [0.4, 0.8]
# misconception = "environment-out-of-range"
# message = "fourchette"
# ///
# %% amend="weights"
pairwise = np.ones((6, 6))
for i, row in enumerate([[4, 2, 3, 1, 9], [1 / 2, 1, 1 / 4, 3], [1, 1 / 2, 5], [1 / 3, 4], [9]]):
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
