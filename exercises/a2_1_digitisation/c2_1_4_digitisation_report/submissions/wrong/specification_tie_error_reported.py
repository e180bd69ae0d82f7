# /// expected
# summary = "L’erreur aux cibles de calage est donnée pour celle des cibles de contrôle"
# [criteria."C2.1.4.specification"]
# fraction = [0.96, 0.97]
# misconception = "tie-rmse-reported"
# message = "cibles de calage"
# ///
# %% amend="replay"
for row in key_figures:
    if row["key"] == "ecart_controle":
        row["value"] = max(errors[0] for errors in errors_mm.values()) * (0.1 if row["unit"] == "cm" else 1)
