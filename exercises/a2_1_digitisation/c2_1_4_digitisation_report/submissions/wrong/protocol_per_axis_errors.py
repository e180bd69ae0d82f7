# /// expected
# summary = "Les erreurs sont celles d’une coordonnée, divisées par √3"
# [criteria."C2.1.4.protocol"]
# fraction = [0.85, 0.85]
# message = "autre chose"
# ///
# %% amend="replay"
for row in announced:
    if row["indicator"].startswith("rmse"):
        row["value"] = row["value"] / 3**0.5
