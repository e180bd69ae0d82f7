# /// expected
# summary = "Les portes franchies comptées, même au-delà de celle qui manque"
# [criteria."C2.2.2.tolk"]
# fraction = [0.5, 0.95]
# misconception = "gates-not-cumulative"
# message = "première porte"
# ///
# %% amend="levels"
for row, shares in zip(levels, survival, strict=True):
    gates, contradictions = gates_of(row["exchange"], shares)
    row["level"] = sum(
        all(value >= least for value, least in measures.values()) and not (gate == "G4" and contradictions)
        for gate, measures in gates.items()
    )
# %% amend="routes"
