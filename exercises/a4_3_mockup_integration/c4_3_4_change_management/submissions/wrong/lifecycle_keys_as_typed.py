# /// expected
# summary = "Les numéros sont comparés tels que saisis"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.8, 0.999]
# misconception = "keys-as-typed"
# ///
# %% amend="impacts"
typed = {(row["parent"], row["composant"]) for row in usages}
parents = parents_by_article([line for line in lines if line[:2] in typed])
felt = {row["modification"]: touched(row["article"], decided[row["modification"]]) for row in changes}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
