# /// expected
# summary = "L’unité déclarée corrigée d’après le bon sens, et le maillon le plus haut pour la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.93]
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="survival"
for row in survival:
    sent, received = (described(model) for model in models[row["exchange"]])
    sent_m3, received_m3 = volumes_m3[row["exchange"]]
    scales = sorted(received_m3[tag] / sent_m3[tag] for tag in sent_m3)
    if scales[len(scales) // 2] < 1e-6:
        row["properties"] = row["quantities"] = 1.0
        row["volumes"] = share(close(sent_m3[tag], 1e9 * received_m3[tag], 0.01) for tag in sent_m3)
# %% amend="routes"
chain_level = max(level_by_code[code] for code in along)
chain_weakest = max(along, key=level_by_code.get)
