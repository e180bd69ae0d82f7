# /// expected
# summary = "La fonction seule pour l’interopérabilité"
# [criteria."C2.2.2.tolk"]
# fraction = 0.1
# message = "Pas de réponse"
# ///
# %% amend="routes"
survival = levels = level_shares = chain_level = chain_weakest = route = route_level = None
