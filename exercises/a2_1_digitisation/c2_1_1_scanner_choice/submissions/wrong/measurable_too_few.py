# /// expected
# summary = "Quatre critères, sans environnement ni social"
# [criteria."C2.1.1.measurable"]
# fraction = [0.6, 0.8]
# message = "4 critères"
# [criteria."C2.1.1.justified"]
# fraction = [0.5, 0.85]
# misconception = "environment-forgotten"
# message = "EX-12"
# [criteria."C2.1.1.informed"]
# fraction = [0.9, 1.0]
# ///
# %% amend="criteria"
columns, count_kept = columns[:4], 4
criteria, values = criteria[:4], values[:, :4]
best, worst, is_maximised = best[:4], worst[:4], is_maximised[:4]
matrix = [row for row in matrix if row["column"] in columns]
# %% solution="weights"
count = 4
pairwise = np.array([[1, 4, 2, 3], [1 / 4, 1, 1 / 2, 1], [1 / 2, 2, 1, 1], [1 / 3, 1, 1, 1]])
judgements = [
    {"first": columns[i], "second": columns[j], "value": pairwise[i, j]} for i in range(4) for j in range(i + 1, 4)
]
vector = np.prod(pairwise, axis=1) ** 0.25
vector /= vector.sum()
consistency_ratio = (np.mean(pairwise @ vector / vector) - 4) / 3 / 0.90
weights = [
    {"column": column, "weight": weight, "requirement": requirement}
    for column, weight, requirement in zip(columns, vector, ["EX-10", "EX-03", "EX-11", "EX-14"])
]
