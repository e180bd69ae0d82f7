# /// expected
# summary = "Le signe du biais est changé"
# [criteria."C2.1.4.specification"]
# fraction = [0.96, 0.97]
# misconception = "sign-lost"
# message = "signe contraire"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "biais_barre":
        row["value"] = -row["value"]
