# /// expected
# summary = "Une seule maquette contrôlée"
# [criteria."C2.2.1.levers"]
# fraction = [0.7, 0.95]
# message = "Lignes absentes"
# ///
# %% extra="last"
answer("failing", [row for row in failing if row["model"] == "structure"])
answer("conformity", conformity[:1])
