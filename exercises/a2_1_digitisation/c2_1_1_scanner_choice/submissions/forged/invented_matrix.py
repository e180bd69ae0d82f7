# /// expected
# summary = "Matrice, poids et scores inventés, cohérents entre eux mais sans rapport avec les fiches"
# [criteria."C2.1.1.justified"]
# fraction = 1.0
# [criteria."C2.1.1.informed"]
# fraction = 0.45
# [criteria."C2.1.1.measurable"]
# fraction = 0.8
# ///
# %% solution="criteria"
KEYS = ["exactitude", "cout", "cadence", "couleur", "co2e", "masse"]
UNIT = ["mm", "€", "Mpt/s", "Mpx", "kg", "kg"]
SENSE = ["min", "min", "max", "max", "min", "min"]
criteria = [
    {"name": k, "column": k, "unit": u, "direction": s, "worst": float(s == "min"), "best": float(s == "max")}
    for k, u, s in zip(KEYS, UNIT, SENSE)
]
matrix = [
    {"device": device, "column": k, "value": float((s == "max") == (device == "A01"))}
    for device in ("A01", "A02", "A03", "A04")
    for k, s in zip(KEYS, SENSE)
]
# %% solution="weights"
RATIO = {"exactitude": 4, "cadence": 2}
judgements = [
    {"first": a, "second": b, "value": max(1, round(RATIO.get(a, 1) / RATIO.get(b, 1)))}
    for i, a in enumerate(KEYS)
    for b in KEYS[i + 1 :]
]
weights = [
    {"column": k, "weight": w, "requirement": r}
    for k, w, r in zip(
        KEYS,
        [0.40, 0.10, 0.20, 0.10, 0.10, 0.10],
        ["EX-10", "EX-03", "EX-11", "EX-14", "EX-12", "EX-13"],
    )
]
consistency_ratio = 0.0
# %% solution="scores"
weighted_scores = [{"device": d, "score": float(d == "A01"), "rank": 1 if d == "A01" else 2} for d in ("A01", "A02")]
topsis_scores = [{"device": d, "closeness": float(d == "A01")} for d in ("A01", "A02")]
weight_low, weight_high, recommended = 0.0, 1.0, "A01"
