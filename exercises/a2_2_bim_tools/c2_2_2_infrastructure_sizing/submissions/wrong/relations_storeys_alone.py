# /// expected
# summary = "Les niveaux seuls parmi les relations ; le maillon le plus haut pour la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.926]
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="survival"
for row in survival:
    sent, received = (described(model) for model in models[row["exchange"]])
    row["relations"] = share(each["storey"] == received[tag]["storey"] for tag, each in sent.items())
# %% amend="routes"
chain_level = max(level_by_code[code] for code in along)
chain_weakest = max(along, key=level_by_code.get)
