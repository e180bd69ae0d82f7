# /// expected
# summary = "Les unités des lignes ne sont pas converties"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.88, 0.92]
# misconception = "line-unit-ignored"
# message = "sans son unité"
# ///
# %% amend="graph"
FACTORS = defaultdict(lambda: defaultdict(lambda: 1), {"kg": {"kg": 1, "g": 0.001}})
FACTORS_OF_MASS = FACTORS


def quantified(articles, lines):
    graph = sound_graph(lines)
    graph.add_nodes_from(normal(row["article"]) for row in articles)
    for _, _, data in graph.edges(data=True):
        data["quantity"] = decimal(data["row"]["quantite"])
    return graph
