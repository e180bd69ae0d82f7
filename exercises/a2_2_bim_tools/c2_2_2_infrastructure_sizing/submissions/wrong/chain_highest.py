# /// expected
# summary = "Le maillon le plus haut de la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = 0.925
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="routes"
chain_weakest = max(along, key=level_by_code.get)
chain_level = level_by_code[chain_weakest]
