# /// expected
# summary = "Les valeurs conviennent, les unités ne sont pas dites"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.77, 0.78]
# misconception = "wrong-unit"
# message = "unité annoncée"
# ///
# %% amend="figures"
for row in key_figures:
    row["unit"] = ""
