# /// expected
# summary = "Un rang par fichier, sans égalité"
# [criteria."C4.3.2.kpi"]
# fraction = [0.93, 0.999]
# misconception = "rank-without-ties"
# message = "rangs différents"
# ///
# %% amend="exports"
shortest = {"IFC4": 0.021, "IFC2X3": 0.018, "IFC-ZIP": 0.022, "glTF": 0.001}
openings = [
    {"standard": standard, "duration_s": shortest[standard], "rank": position}
    for position, standard in enumerate(sorted(shortest, key=shortest.get), start=1)
]
