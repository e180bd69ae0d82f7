# /// expected
# summary = "Coût du lot pris pour celui d’une unité"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.6, 0.999]
# misconception = "lot-ignored"
# message = "lot_cout"
# ///
# %% amend="graph"
per_unit = mass_and_cost


def mass_and_cost(articles, lines):
    return per_unit([{**row, "lot_cout": "1"} for row in articles], lines)
