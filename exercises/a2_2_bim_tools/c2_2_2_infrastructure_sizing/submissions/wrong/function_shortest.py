# /// expected
# summary = "Une fonction qui rend la route la plus courte"
# [criteria."C2.2.2.tolk"]
# fraction = [0.9, 0.99]
# misconception = "shortest-route"
# message = "détour"
# ///
# %% amend="routes"
def shortest(links, source, target):
    graph = nx.DiGraph((link["source"], link["target"]) for link in links)
    if source not in graph or target not in graph or not nx.has_path(graph, source, target):
        return []
    return [{"step": step, "system": node} for step, node in enumerate(nx.shortest_path(graph, source, target), 1)]


best_route = shortest
