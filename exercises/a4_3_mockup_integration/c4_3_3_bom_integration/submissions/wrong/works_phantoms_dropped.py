# /// expected
# summary = "Les fantômes écartés avec ce qu’ils contiennent"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.89, 0.93]
# misconception = "phantoms-not-expanded"
# message = "fantôme"
# ///
# %% amend="works"
with_phantoms = accountable


def accountable(articles, lines, order):
    phantoms = {normal(row["article"]) for row in articles if row["fantome"] == "oui"}
    return with_phantoms(articles, [row for row in lines if normal(row["composant"]) not in phantoms], order)
