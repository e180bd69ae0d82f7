# /// expected
# summary = "L’atelier vérifie ce qu’il a réalisé"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.95]
# misconception = "self-verification"
# ///
# %% amend="procedure"
procedure = [row | {"actor": "atelier"} if row["state"] == "ordre réalisé" else row for row in procedure]
