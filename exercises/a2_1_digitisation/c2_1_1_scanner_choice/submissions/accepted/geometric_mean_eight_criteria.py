# /// expected
# summary = "Huit critères, moyenne géométrique, boucles en Python pur, sensibilité par balayage du poids"
# ///
# %% solution="criteria"
import math

TABLE = [
    ("Justesse", "exactitude", "mm", "min"),
    ("Prix de la mission", "cout", "euros HT", "min"),
    ("Rythme de saisie", "cadence", "Mpts/s", "max"),
    ("Couleur", "couleur", "Mpx", "max"),
    ("Carbone", "co2e", "kg CO2e", "min"),
    ("Réparabilité", "reparabilite", "/10", "max"),
    ("Bruit", "niveau_sonore", "dB", "min"),
    ("Poids porté", "masse", "kg", "min"),
]
COLUMNS = [row[1] for row in TABLE]
sense = {row[1]: row[3] for row in TABLE}
table = {device: {column: round(quantities[device][column], 3) for column in COLUMNS} for device in kept}
extremes = {}
for column in COLUMNS:
    seen = sorted(table[device][column] for device in kept)
    extremes[column] = (seen[0], seen[-1]) if sense[column] == "max" else (seen[-1], seen[0])
criteria = [
    {
        "name": name,
        "column": column,
        "unit": unit,
        "direction": direction,
        "worst": extremes[column][0],
        "best": extremes[column][1],
    }
    for name, column, unit, direction in TABLE
]
matrix = [
    {"device": device.lower(), "column": column, "value": value}
    for device, row in table.items()
    for column, value in row.items()
]
# %% solution="weights"
# Exactitude au-dessus de tout ; cadence et couleur un peu au-dessus du reste.
LEVELS = {
    "exactitude": 4,
    "cout": 1,
    "cadence": 2,
    "couleur": 2,
    "co2e": 1,
    "reparabilite": 1,
    "niveau_sonore": 1,
    "masse": 1,
}
full = {}
for a in COLUMNS:
    for b in COLUMNS:
        ratio = LEVELS[a] / LEVELS[b]
        full[a, b] = float(round(ratio)) if ratio >= 1 else 1 / round(1 / ratio)
full["cadence", "couleur"], full["couleur", "cadence"] = 1.0, 1.0
full["exactitude", "cout"], full["cout", "exactitude"] = 5.0, 0.2
judgements = [{"first": a, "second": b, "value": round(value, 2)} for (a, b), value in full.items()]
means = {a: math.prod(full[a, b] for b in COLUMNS) ** (1 / len(COLUMNS)) for a in COLUMNS}
w = {a: mean / sum(means.values()) for a, mean in means.items()}
lam = sum(sum(full[a, b] * w[b] for b in COLUMNS) / w[a] for a in COLUMNS) / len(COLUMNS)
consistency_ratio = (lam - len(COLUMNS)) / (len(COLUMNS) - 1) / 1.41
FOR = {
    "exactitude": "EX-01",
    "cout": "EX-10",
    "cadence": "ex-11",
    "couleur": "EX 14",
    "co2e": "EX-12",
    "reparabilite": "EX-12",
    "niveau_sonore": "EX-13",
    "masse": "EX-04",
}
weights = [{"column": a, "weight": round(w[a], 4), "requirement": FOR[a]} for a in COLUMNS]


# %% solution="scores"
def score(weight_of):
    found = {}
    for device in kept:
        total = 0
        for column in COLUMNS:
            low, high = extremes[column]
            total += weight_of[column] * (table[device][column] - low) / (high - low)
        found[device] = total
    return found


sums = score(w)
order = sorted(kept, key=lambda device: -sums[device])
weighted_scores = [
    {"device": device, "score": round(sums[device], 3), "rank": order.index(device) + 1} for device in order
]
norm = {column: math.sqrt(sum(table[device][column] ** 2 for device in kept)) for column in COLUMNS}
topsis_scores = []
for device in kept:
    plus = minus = 0
    for column in COLUMNS:
        low, high = (w[column] * bound / norm[column] for bound in extremes[column])
        x = w[column] * table[device][column] / norm[column]
        plus += (x - high) ** 2
        minus += (x - low) ** 2
    topsis_scores.append({"device": device, "closeness": math.sqrt(minus) / (math.sqrt(plus) + math.sqrt(minus))})
studied = specification["varied"]
stable = []
for step in range(201):
    t = step / 200
    trial = {c: t if c == studied else w[c] * (1 - t) / (1 - w[studied]) for c in COLUMNS}
    tried = score(trial)
    if max(tried, key=tried.get) == order[0]:
        stable.append(t)
weight_low, weight_high = stable[0], stable[-1]
recommended = order[0]
# %% solution="bars"
# Regardé autrement.
# %% solution="profiles"
# Regardé autrement.
# %% solution="sensitivity"
# Regardé autrement.
