# /// expected
# summary = "La conformité est la moyenne des trois maquettes"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "mean-for-lowest"
# message = "moyenne"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "conformite_min":
        row["value"] = round(sum(conformity.values()) / 3, 3)
