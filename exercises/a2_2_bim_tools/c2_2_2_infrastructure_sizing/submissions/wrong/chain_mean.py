# /// expected
# summary = "La moyenne des niveaux de la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = 0.95
# ///
# %% amend="routes"
mean_level = round(sum(level_by_code[code] for code in along) / len(along))
chain_level = mean_level if mean_level != chain_level else chain_level + 1
