# /// expected
# summary = "La maquette seule : extraction et métré"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.16, 0.2]
# message = "Pas de réponse"
# ///
# %% solution="graph"
find_loop = requirements = mass_and_cost = where_used = None
# %% solution="works"
reconcile = None
# %% solution="patch"
synchronise = None
# %% solution="order"
loop = order_needs = order_mass_kg = order_cost_eur = works_findings = model_findings = own_patches = None
