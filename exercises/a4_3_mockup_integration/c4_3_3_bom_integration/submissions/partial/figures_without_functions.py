# /// expected
# summary = "Les chiffres de l’affaire, sans rendre les fonctions"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.2, 0.24]
# message = "Pas de réponse"
# ///
# %% amend="order"
extract_bill = material_take_off = find_loop = requirements = None
mass_and_cost = where_used = reconcile = synchronise = None
