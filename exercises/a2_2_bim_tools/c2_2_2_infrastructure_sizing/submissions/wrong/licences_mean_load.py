# /// expected
# summary = "Autant de jetons que le trafic moyen"
# [criteria."C2.2.2.sizing"]
# fraction = 0.95
# misconception = "tokens-for-mean-load"
# message = "Erlang"
# ///
# %% amend="uses"
for row, pool in zip(licences, pools, strict=True):
    row["tokens"] = ceil(row["load_erlang"])
    yearly = {
        "jetons": row["tokens"] * pool["jeton_eur_par_an"],
        "nominatives": pool["utilisateurs"] * pool["nominative_eur_par_an"],
    }
    row["mode"] = min(yearly, key=yearly.get)
    row["yearly_eur"] = yearly[row["mode"]]
