# /// expected
# summary = "Une propriété comptée dans quelque jeu qu’elle soit, et le maillon le plus haut pour la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.93]
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="survival"
for row in survival:
    sent, received = (described(model) for model in models[row["exchange"]])
    row["properties"] = share(
        close(value, {other: held for (_, other), held in received[tag]["properties"].items()}.get(name), 1e-6)
        for tag, each in sent.items()
        for (_, name), value in each["properties"].items()
    )
# %% amend="routes"
chain_level = max(level_by_code[code] for code in along)
chain_weakest = max(along, key=level_by_code.get)
