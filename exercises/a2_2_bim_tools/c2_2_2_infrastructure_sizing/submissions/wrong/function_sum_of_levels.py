# /// expected
# summary = "Une fonction qui rend la route de plus grande somme"
# [criteria."C2.2.2.tolk"]
# fraction = [0.9, 0.995]
# misconception = "sum-of-levels"
# message = "additionnent"
# ///
# %% amend="routes"
def heaviest(links, source, target):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((link["source"], link["target"], link["level"]) for link in links)
    if source not in graph or target not in graph:
        return []
    paths = list(nx.all_simple_paths(graph, source, target))
    best = max(paths, key=lambda path: nx.path_weight(graph, path, "weight"), default=[])
    return [{"step": step, "system": node} for step, node in enumerate(best, 1)]


best_route = heaviest
