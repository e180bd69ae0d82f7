# /// expected
# summary = "Jugements calculés à rebours de poids choisis d’avance"
# [criteria."C2.1.1.informed"]
# fraction = [0.88, 0.95]
# misconception = "judgements-off-scale"
# message = "à rebours"
# ///
# %% amend="weights"
chosen = np.array([0.35, 0.10, 0.17, 0.12, 0.14, 0.12])
pairwise = chosen[:, None] / chosen

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
