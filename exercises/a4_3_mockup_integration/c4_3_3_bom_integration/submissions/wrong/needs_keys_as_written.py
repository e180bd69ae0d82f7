# /// expected
# summary = "Numéros pris tels qu’ils sont écrits"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.62, 0.67]
# misconception = "keys-not-folded"
# message = "Deux écritures"
# ///
# %% amend="graph"
def normal(number):
    return str(number)


def quantified(articles, lines):
    graph = sound_graph(lines)
    units = {row["article"]: row["unite"].lower() for row in articles}
    for _, child, data in graph.edges(data=True):
        factor = FACTORS.get(units.get(child), {}).get(data["row"]["unite"].lower(), 1)
        data["quantity"] = decimal(data["row"]["quantite"]) * factor
    graph.add_nodes_from(units)
    return graph
