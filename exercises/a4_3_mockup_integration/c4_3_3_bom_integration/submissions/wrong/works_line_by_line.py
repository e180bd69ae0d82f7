# /// expected
# summary = "Nomenclatures comparées article par article, ensembles compris"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.87, 0.91]
# misconception = "line-by-line-comparison"
# message = "ligne à ligne"
# ///
# %% amend="works"
def accountable(articles, lines, order):
    consumables = {normal(row["article"]) for row in articles if row["nature"] == "consommable"}
    return {number: need for number, need in needs_of(articles, lines, order).items() if number not in consumables}


# %% amend="order"
works_findings = reconcile(articles, engineering, manufacturing, order_number)
