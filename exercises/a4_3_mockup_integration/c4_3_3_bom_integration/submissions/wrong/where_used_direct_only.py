# /// expected
# summary = "Parents directs seulement"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.9, 0.94]
# misconception = "direct-use-only"
# message = "parent en parent"
# ///
# %% amend="graph"
def where_used(lines, article):
    graph = sound_graph(lines)
    parents = set(graph.predecessors(normal(article))) if normal(article) in graph else ()
    return [{"article": p, "direct": "oui", "final": "non" if graph.in_degree(p) else "oui"} for p in parents]
