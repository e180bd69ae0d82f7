# /// expected
# summary = "Tout article rencontré deux fois passe pour une boucle"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# message = "un composant partagé sans boucle"
# ///
# %% amend="graph"
def find_loop(lines):
    edges, suspect = loop_edges(graph_of(lines))
    if edges:
        return [{"parent": e[0], "child": e[1], "suspect": "oui" if e == suspect else "non"} for e in edges]
    seen, rows = set(), []
    for row in lines:
        parent, child = normal(row["parent"]), normal(row["composant"])
        if child in seen:
            rows.append({"parent": parent, "child": child, "suspect": "oui"})
        seen.add(child)
    return rows
