# /// expected
# summary = "La charge est établie, aucun report n’est proposé"
# [criteria."C4.3.4.feasible"]
# fraction = [0.8, 0.82]
# message = "Pas de réponse"
# ///
# %% solution="postponed"
postponed = None
postponed_h = None
