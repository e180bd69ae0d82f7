# /// expected
# summary = "Les longueurs sont restées en mètres"
# [criteria."C2.1.4.specification"]
# fraction = [0.86, 0.87]
# misconception = "wrong-unit"
# message = "autre unité"
# ///
# %% amend="figures"
for row in key_figures:
    name, own_unit = MEASURED.get(row["key"], ("", ""))
    if own_unit == "mm":
        row["value"] = earlier[name] / 1000
