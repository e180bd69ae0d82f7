# /// expected
# summary = "La maniabilité, notée de un à quatre, prise pour critère"
# [criteria."C2.1.1.measurable"]
# fraction = [0.4, 0.75]
# misconception = "qualitative-criterion"
# message = "échelle de mesure"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.9, 0.99]
# [criteria."C2.1.1.justified"]
# fraction = [0.7, 0.9]
# ///
# %% amend="criteria"
criteria.append(
    {"name": "maniabilité", "column": "maniabilite", "unit": "note", "direction": "max", "worst": 1, "best": 4}
)
matrix += [{"device": device, "column": "maniabilite", "value": 3} for device in kept]
# %% amend="weights"
weights.append({"column": "maniabilite", "weight": 0.0001, "requirement": "EX-13"})
