# /// expected
# summary = "Les valeurs converties, sans leur unité"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.65, 0.96]
# misconception = "wrong-unit"
# message = "unité"
# ///
# %% amend="assembly"
for row in key_figures:
    row["unit"] = ""
