# /// expected
# summary = "Tout retenu, des poids égaux, des jugements tous à 1, une matrice et des scores constants"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.1.technologies"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.1.measurable"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.1.justified"]
# fraction = [0.0, 0.15]
# [criteria."C2.1.1.informed"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
KEYS = ("exactitude", "cout", "cadence")
NAMES = [f"A{number:02d}" for number in range(1, 16)]
answer("verdicts", [{"device": name, "verdict": "retenu", "requirement": ""} for name in NAMES])
row = {"unit": "mm", "direction": "min", "worst": 1.0, "best": 1.0}
answer("criteria", [{"name": key, "column": key, **row} for key in KEYS])
answer("matrix", [{"device": name, "column": key, "value": 1.0} for name in NAMES for key in KEYS])
pairs = [(KEYS[0], KEYS[1]), (KEYS[0], KEYS[2]), (KEYS[1], KEYS[2])]
answer("judgements", [{"first": one, "second": other, "value": 1.0} for one, other in pairs])
answer("weights", [{"column": key, "weight": 1 / 3, "requirement": "EX-10"} for key in KEYS])
answer("consistency_ratio", 0.0)
answer("weighted_scores", [{"device": name, "score": 0.5, "rank": 1} for name in NAMES])
answer("topsis_scores", [{"device": name, "closeness": 0.5} for name in NAMES])
answer("weight_low", 0.0)
answer("weight_high", 1.0)
answer("recommended", NAMES[0])
