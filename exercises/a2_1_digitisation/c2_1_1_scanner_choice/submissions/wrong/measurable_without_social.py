# /// expected
# summary = "Six critères, aucun d’environnement ni de social"
# [criteria."C2.1.1.measurable"]
# fraction = [0.6, 0.8]
# misconception = "demanded-criterion-missing"
# message = "poids nul"
# [criteria."C2.1.1.justified"]
# fraction = [0.5, 0.8]
# misconception = "social-forgotten"
# message = "opérateurs"
# ///
# %% solution="criteria"
CHOSEN = {
    "exactitude": ("mm", "min"),
    "cout": ("€", "min"),
    "cadence": ("Mpt/s", "max"),
    "couleur": ("Mpx", "max"),
    "portee": ("m", "max"),
    "autonomie": ("h", "max"),
}
columns = list(CHOSEN)
values = np.array([[quantities[device][column] for column in columns] for device in kept])
is_maximised = np.array([CHOSEN[column][1] == "max" for column in columns])
best = np.where(is_maximised, values.max(axis=0), values.min(axis=0))
worst = np.where(is_maximised, values.min(axis=0), values.max(axis=0))
criteria = [
    {"name": column, "column": column, "unit": unit, "direction": direction, "worst": low, "best": high}
    for (column, (unit, direction)), low, high in zip(CHOSEN.items(), worst, best)
]
matrix = [
    {"device": device, "column": column, "value": quantities[device][column]} for device in kept for column in columns
]
# %% solution="weights"
count = 6
pairwise = np.ones((6, 6))
for i, row in enumerate([[4, 2, 3, 3, 3], [1 / 2, 1, 1, 1], [1, 1, 2], [1, 1], [1]]):
    pairwise[i, i + 1 :], pairwise[i + 1 :, i] = row, 1 / np.array(row)
judgements = [
    {"first": columns[i], "second": columns[j], "value": pairwise[i, j]} for i in range(6) for j in range(i + 1, 6)
]
vector = np.prod(pairwise, axis=1) ** (1 / 6)
vector /= vector.sum()
consistency_ratio = (np.mean(pairwise @ vector / vector) - 6) / 5 / 1.24
weights = [
    {"column": column, "weight": weight, "requirement": requirement}
    for column, weight, requirement in zip(columns, vector, ["EX-10", "EX-03", "EX-11", "EX-14", "EX-02", "EX-05"])
]
