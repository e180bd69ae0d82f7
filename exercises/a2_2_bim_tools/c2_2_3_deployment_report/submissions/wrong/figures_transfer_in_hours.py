# /// expected
# summary = "La durée du transfert est donnée en heures"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "wrong-unit"
# message = "autre unité"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "duree_transfert":
        row |= {"value": earlier["C2.2.2.transfer_s"] / 3600, "unit": "h"}
