# /// expected
# summary = "Les consommables comparés comme le reste"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.94, 0.98]
# misconception = "consumables-compared"
# message = "consommables"
# ///
# %% amend="works"
without_consumables = accountable


def accountable(articles, lines, order):
    return without_consumables([{**row, "nature": "piece"} for row in articles], lines, order)
