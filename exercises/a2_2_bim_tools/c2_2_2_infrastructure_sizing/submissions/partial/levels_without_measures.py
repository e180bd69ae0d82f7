# /// expected
# summary = "Les niveaux et leurs portes, sans la table de ce qui survit"
# [criteria."C2.2.2.tolk"]
# fraction = [0.55, 0.65]
# message = "Pas de réponse"
# ///
# %% amend="routes"
survival = None
