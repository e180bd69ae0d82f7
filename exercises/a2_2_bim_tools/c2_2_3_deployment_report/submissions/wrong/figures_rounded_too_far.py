# /// expected
# summary = "Les chiffres à décimales sont arrondis à l’unité"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.75, 0.97]
# misconception = "rounded-too-far"
# message = "arrondie"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] in ("conformite_min", "acces_simultanes", "stockage", "volume_jour"):
        row["value"] = round(row["value"])
