# /// expected
# summary = "Totaux pour un exemplaire de chaque produit"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.89, 0.93]
# misconception = "one-product-only"
# message = "affaire entière"
# ///
# %% amend="works"
whole_order = accountable


def accountable(articles, lines, order):
    one = [{**row, "quantite": "1", "unite": "pce"} if normal(row["parent"]) == normal(order) else row for row in lines]
    return whole_order(articles, one, order)
