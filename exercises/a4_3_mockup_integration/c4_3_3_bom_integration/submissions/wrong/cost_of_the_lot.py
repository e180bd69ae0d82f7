# /// expected
# summary = "Coût du lot pris pour celui d’une unité"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.94, 0.98]
# misconception = "lot-ignored"
# message = "lot_cout"
# ///
# %% amend="graph"
per_unit = mass_and_cost


def mass_and_cost(articles, lines):
    return per_unit([{**row, "lot_cout": "1"} for row in articles], lines)
