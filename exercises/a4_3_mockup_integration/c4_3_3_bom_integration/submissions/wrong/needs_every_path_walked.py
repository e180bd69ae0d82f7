# /// expected
# summary = "Tous les chemins énumérés : abandon au-delà de cent mille"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# message = "une nomenclature de"
# ///
# %% amend="graph"
def needs_of(articles, lines, order):
    graph, needs, waiting, steps = quantified(articles, lines), Counter(), [(normal(order), 1.0)], 0
    while waiting:
        parent, above = waiting.pop()
        for _, child, quantity in graph.out_edges(parent, data="quantity"):
            needs[child] += above * quantity
            waiting.append((child, above * quantity))
            steps += 1
        if steps > 100_000:
            raise MemoryError("trop de chemins")
    return dict(needs)
