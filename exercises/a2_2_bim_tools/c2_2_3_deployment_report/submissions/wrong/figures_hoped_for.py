# /// expected
# summary = "La durée du transfert est celle que la direction espérait : moitié moindre"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# message = "ce n’est pas le chiffre"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "duree_transfert":
        row["value"] /= 2
