# /// expected
# summary = "Le rang 1 au plus lent"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.999]
# misconception = "rank-reversed"
# message = "plus rapide"
# ///
# %% amend="exports"
shortest = {"IFC4": 0.030, "IFC2X3": 0.020, "IFC-ZIP": 0.040, "glTF": 0.001}
openings = [
    {"standard": standard, "duration_s": shortest[standard], "rank": 5 - position}
    for position, standard in enumerate(sorted(shortest, key=shortest.get), start=1)
]
