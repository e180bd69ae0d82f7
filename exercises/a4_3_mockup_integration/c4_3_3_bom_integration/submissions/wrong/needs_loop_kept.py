# /// expected
# summary = "La boucle n’est pas écartée : le tri échoue"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.76, 0.8]
# message = "une boucle à écarter"
# ///
# %% amend="graph"
def sound_graph(lines):
    return graph_of(lines)


# %% solution="order"
loop = find_loop(engineering)
order_needs = order_mass_kg = order_cost_eur = works_findings = model_findings = None
