# /// expected
# summary = "Sept critères, poids arrondis au centième, colonnes normalisées, choix par TOPSIS, autres exigences citées"
# ///
# %% amend="sorting"
verdicts = [
    {
        "device": device,
        "verdict": "Éliminé" if reasons[device] else "Retenu",
        "requirement": reasons[device][-1] if reasons[device] else "",
    }
    for device in reversed(list(catalogue))
]
# %% amend="families"
for row in families:
    if row["status"] == "retenue":
        row["requirement"], row["value"] = "EX-03", round(quantities[row["device"]]["cout"], 1)
# %% solution="criteria"
DIRECTIONS = {
    "exactitude": ("mm", "min"),
    "cout": ("€ HT", "min"),
    "cadence": ("Mpt/s", "max"),
    "autonomie": ("h", "max"),
    "puissance": ("W", "min"),
    "duree_de_vie": ("ans", "max"),
    "prise_en_main": ("h", "min"),
}
columns = list(DIRECTIONS)
count = len(columns)
values = np.array([[quantities[device][column] for column in columns] for device in kept])
sign = np.array([1 if direction == "max" else -1 for _, direction in DIRECTIONS.values()])
best, worst = sign * (sign * values).max(axis=0), sign * (sign * values).min(axis=0)
is_maximised = sign > 0
criteria = [
    {"name": key, "column": key, "unit": unit, "direction": direction, "worst": worst[i], "best": best[i]}
    for i, (key, (unit, direction)) in enumerate(DIRECTIONS.items())
]
matrix = [
    {"device": device, "column": column, "value": round(value, 2)}
    for device, row in zip(kept, values)
    for column, value in zip(columns, row)
]
# %% solution="weights"
pairwise = np.array(
    [
        [1, 4, 3, 3, 5, 5, 3],
        [0, 1, 1, 1, 1, 1, 1],
        [0, 0, 1, 1, 2, 2, 1],
        [0, 0, 0, 1, 2, 2, 1],
        [0, 0, 0, 0, 1, 1, 1],
        [0, 0, 0, 0, 0, 1, 1],
        [0, 0, 0, 0, 0, 0, 1],
    ],
    dtype=float,
)
for i in range(count):
    for j in range(i):
        pairwise[i, j] = 1 / pairwise[j, i]
judgements = [
    {"first": columns[i], "second": columns[j], "value": pairwise[i, j]} for i in range(count) for j in range(count)
]
vector = (pairwise / pairwise.sum(axis=0)).mean(axis=1)
vector = np.round(vector, 3)
vector /= vector.sum()
lam = np.max(np.linalg.eigvals(pairwise).real)
consistency_ratio = round((lam - count) / (count - 1) / 1.32, 4)
CITED = ["EX-01", "EX-03", "EX-11", "EX-05", "EX-12", "EX-12", "EX-13"]
weights = [{"column": c, "weight": x, "requirement": r} for c, x, r in zip(columns, vector, CITED)]
# %% amend="scores"
recommended = kept[int(np.argmax(closeness))].lower()
