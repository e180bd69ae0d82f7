# /// expected
# summary = "La table des interfaces seule"
# [criteria."C4.3.3.mechanism"]
# fraction = 0.0
# message = "Aucune réponse reçue"
# ///
# %% solution="model"
extract_bill = material_take_off = None
# %% solution="graph"
find_loop = requirements = mass_and_cost = where_used = None
# %% solution="works"
reconcile = None
# %% solution="patch"
synchronise = None
# %% solution="order"
loop = order_needs = order_mass_kg = order_cost_eur = works_findings = model_findings = own_patches = None
