# /// expected
# summary = "Le stockage est donné en binaire quand on le demande en décimal, et inversement"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "binary-for-decimal"
# message = "autre unité"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "stockage":
        tb = earlier["C2.2.2.provisioned_tb"]
        row["value"] = {"To": tb * 1e12 / 2**40, "Tio": tb, "Go": tb * 1e12 / 2**30}[row["unit"]]
