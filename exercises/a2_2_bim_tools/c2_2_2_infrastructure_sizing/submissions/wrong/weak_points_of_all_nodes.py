# /// expected
# summary = "Points de défaillance entre tous les nœuds, partenaires et internet compris"
# [criteria."C2.2.2.network"]
# fraction = [0.9, 0.98]
# misconception = "all-nodes-joined"
# message = "partenaires"
# ///
# %% amend="graph"
joined = set(nodes) - {"OP2"}
weak_points = []
for failed in (*nodes, *present):
    left = joined - {failed}
    if not left <= nx.node_connected_component(graph_of(present, [failed]), min(left)):
        weak_points.append({"element": failed})
