# /// expected
# summary = "Tous les enregistrements dans les deux sens : les articles non modélisés sont retirés du PLM"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.96, 0.995]
# misconception = "register-changed-by-model"
# message = "elle n’en est pas maître"
# ///
# %% amend="order"
to_model = synchronise(plm_records, model_records, "designation,revision")
to_plm = synchronise(model_records, plm_records, "quantite")
own_patches = [
    {"direction": direction, **{name: row[name] for name in ("action", "article", "field")}}
    for direction, patch in (("PLM → maquette", to_model), ("maquette → PLM", to_plm))
    for row in patch
]
