# /// expected
# summary = "Les fonctions, sans les chiffres de l’affaire ni la table"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.76, 0.8]
# message = "Pas de réponse"
# [criteria."C4.3.3.interfaces"]
# fraction = 0.0
# message = "Aucune réponse reçue"
# ///
# %% solution="order"
loop = order_needs = order_mass_kg = order_cost_eur = works_findings = model_findings = own_patches = None
# %% solution="mapping"
interfaces = None
