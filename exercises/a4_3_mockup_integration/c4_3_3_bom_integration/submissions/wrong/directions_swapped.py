# /// expected
# summary = "Quantités prises au PLM, désignations et révisions à la maquette"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# misconception = "masters-swapped"
# message = "le nombre posé va de la maquette"
# ///
# %% amend="order"
to_model = synchronise(registered, model_records, "quantite")
to_plm = synchronise(*shared, "designation,revision")
own_patches = [
    {"direction": direction, **{name: row[name] for name in ("action", "article", "field")}}
    for direction, patch in (("PLM → maquette", to_model), ("maquette → PLM", to_plm))
    for row in patch
]
