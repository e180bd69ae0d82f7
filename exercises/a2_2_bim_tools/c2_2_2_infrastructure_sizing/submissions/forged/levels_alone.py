# /// expected
# summary = "Tous les niveaux essayés, sans porte ni mesure qui les montre, et des parts toutes à 1"
# [criteria."C2.2.2.tolk"]
# fraction = 0.0
# message = "Sans fondement"
# ///
# %% extra="last"
shares = ("identifiers", "classes", "properties", "relations", "quantities", "volumes", "codes")
answer("survival", [{"exchange": code, **dict.fromkeys(shares, 1.0)} for code in exchanges])
answer(
    "levels",
    [{"exchange": code, "level": 1, "gate": "G2", "measure": "versions", "value": 0.5} for code in exchanges],
)
answer("chain_level", 1)
answer("chain_weakest", "E01")
answer("route", [{"step": 1, "system": "MOD"}, {"step": 2, "system": "EDC"}])
answer("route_level", 1)
answer("best_route", lambda links, source, target: [])
