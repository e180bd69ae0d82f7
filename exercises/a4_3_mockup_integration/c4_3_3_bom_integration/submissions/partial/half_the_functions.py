# /// expected
# summary = "Ni rapprochement ni synchronisation"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.57, 0.61]
# message = "Pas de réponse"
# ///
# %% solution="works"
reconcile = None
# %% solution="patch"
synchronise = None
# %% solution="order"
loop = find_loop(engineering)
order_needs = requirements(articles, engineering, order_number)
order_mass_kg = order_cost_eur = works_findings = model_findings = own_patches = None
