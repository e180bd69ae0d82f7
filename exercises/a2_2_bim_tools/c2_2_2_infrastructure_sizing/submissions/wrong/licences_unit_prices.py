# /// expected
# summary = "Le mode choisi d’après les prix unitaires"
# [criteria."C2.2.2.sizing"]
# fraction = [0.975, 0.995]
# misconception = "mode-by-unit-price"
# message = "totaux"
# ///
# %% amend="uses"
for row, pool in zip(licences, pools, strict=True):
    row["mode"], row["yearly_eur"] = "nominatives", pool["utilisateurs"] * pool["nominative_eur_par_an"]
