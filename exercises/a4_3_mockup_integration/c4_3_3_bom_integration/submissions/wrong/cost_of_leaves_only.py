# /// expected
# summary = "Seuls les articles sans composant ont une masse et un coût"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.9, 0.94]
# misconception = "own-value-forgotten"
# message = "propre"
# ///
# %% amend="graph"
with_own = mass_and_cost


def mass_and_cost(articles, lines):
    parents = {normal(row["parent"]) for row in lines}
    none = {"masse": "0", "cout_eur": "0"}
    return with_own([row | none if normal(row["article"]) in parents else row for row in articles], lines)
