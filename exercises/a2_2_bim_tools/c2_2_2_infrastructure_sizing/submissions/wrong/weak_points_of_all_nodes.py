# /// expected
# summary = "Points de défaillance entre tous les nœuds, partenaires et internet compris"
# [criteria."C2.2.2.network"]
# fraction = [0.9, 0.98]
# misconception = "all-nodes-joined"
# message = "partenaires"
# ///
# %% amend="graph"
TERMINALS = set(nodes) - {"OP2"}
weak_points = [{"element": name} for name in weak_points_of(present)]
# %% amend="upgrade"
overloaded_after, weak_points_after, upgrade_cost_eur = None, None, None
