# /// expected
# summary = "Les portes franchies comptées, même au-delà de celle qui manque ; le maillon le plus haut pour la chaîne"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.926]
# misconception = "highest-of-levels"
# message = "le plus bas"
# ///
# %% amend="levels"
for row, shares in zip(levels, survival, strict=True):
    gates, contradictions = gates_of(row["exchange"], shares)
    row["level"] = sum(
        all(value >= least for value, least in measures.values()) and not (gate == "G4" and contradictions)
        for gate, measures in gates.items()
    )
# %% amend="routes"
chain_level = max(level_by_code[code] for code in along)
chain_weakest = max(along, key=level_by_code.get)
