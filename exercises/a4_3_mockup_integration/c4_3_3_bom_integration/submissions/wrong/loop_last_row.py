# /// expected
# summary = "La ligne fautive est la dernière du fichier"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# misconception = "last-row-suspected"
# ///
# %% amend="graph"
def find_loop(lines):
    edges, _ = loop_edges(graph_of(lines))
    order = [(normal(row["parent"]), normal(row["composant"])) for row in lines]
    last = max((edge[:2] for edge in edges), key=order.index, default=None)
    return [{"parent": e[0], "child": e[1], "suspect": "oui" if e[:2] == last else "non"} for e in edges]
