# /// expected
# summary = "Dates comparées comme du texte"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.88, 0.92]
# misconception = "date-as-text"
# message = "comme des dates"
# ///
# %% amend="graph"
def loop_edges(graph):
    try:
        edges = nx.find_cycle(graph)
    except nx.NetworkXNoCycle:
        return [], None
    return edges, max(edges, key=lambda edge: graph.edges[edge]["row"]["cree_le"])


def sound_graph(lines):
    graph = graph_of(lines)
    edges, suspect = loop_edges(graph)
    if edges:
        graph.remove_edges_from([edge for edge in graph.edges(keys=True) if edge[:2] == suspect[:2]])
    return graph
