# /// expected
# summary = "Les pas angulaires portent l’unité de l’autre colonne"
# [criteria."C2.1.4.protocol"]
# fraction = [0.92, 0.98]
# misconception = "angle-unit"
# message = "ne vont pas ensemble"
# ///
# %% amend="protocol"
for row in parameters:
    if row["key"].startswith("pas_"):
        row["unit"] = "°" if row["unit"] == "mrad" else "mrad"
