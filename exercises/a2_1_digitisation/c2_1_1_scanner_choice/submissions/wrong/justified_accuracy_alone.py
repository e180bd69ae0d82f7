# /// expected
# summary = "La justesse écrase tout, l’environnement et le social sont là pour la forme"
# [criteria."C2.1.1.justified"]
# fraction = [0.4, 0.85]
# misconception = "one-criterion-decides"
# message = "EX-15"
# ///
# %% amend="weights"
pairwise = np.ones((6, 6))
for i, row in enumerate([[7, 5, 5, 9, 9], [1, 1, 3, 3], [1, 3, 3], [3, 3], [1]]):
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
