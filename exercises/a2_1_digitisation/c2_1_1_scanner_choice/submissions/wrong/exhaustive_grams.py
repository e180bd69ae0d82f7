# /// expected
# summary = "Masses et puissances laissées dans l’unité de la fiche, une fois le tri fait"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.6, 0.95]
# misconception = "unit-kept"
# message = "unité de sa fiche"
# [criteria."C2.1.1.informed"]
# fraction = [0.85, 1.0]
# ///
# %% amend="sorting"
for device in catalogue:
    for key in ("masse", "puissance"):
        quantities[device][key] = cards[device][key]["valeur"]
