# /// expected
# summary = "Un DiGraph, qui écrase les lignes répétées"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.91, 0.95]
# misconception = "repeated-lines-lost"
# message = "DiGraph"
# ///
# %% amend="graph"
def quantified(articles, lines):
    graph = nx.DiGraph()
    units = {normal(row["article"]): row["unite"].strip().lower() for row in articles}
    graph.add_nodes_from(units)
    for parent, child, row in sound_graph(lines).edges(data="row"):
        quantity = decimal(row["quantite"]) * FACTORS[units[child]][row["unite"].strip().lower()]
        graph.add_edge(parent, child, quantity=quantity)
    return graph
