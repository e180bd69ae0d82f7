# /// expected
# summary = "Les valeurs converties, sans leur unité"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.75, 0.85]
# misconception = "wrong-unit"
# message = "unité"
# ///
# %% amend="assembly"
for row in key_figures:
    row["unit"] = ""
