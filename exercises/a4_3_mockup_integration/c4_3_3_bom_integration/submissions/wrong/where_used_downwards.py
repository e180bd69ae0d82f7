# /// expected
# summary = "Ce que l’article contient, au lieu de ce qui le contient"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.9, 0.94]
# message = "plusieurs niveaux"
# ///
# %% amend="graph"
def where_used(lines, article):
    graph = sound_graph(lines)
    return [{"article": each, "direct": "oui", "final": "oui"} for each in nx.descendants(graph, normal(article))]
