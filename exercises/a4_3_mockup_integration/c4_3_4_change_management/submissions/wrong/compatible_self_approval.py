# /// expected
# summary = "Le bureau d’études approuve ce qu’il a analysé"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.95]
# misconception = "self-approval"
# ///
# %% amend="procedure"
procedure = [row | {"actor": "etudes"} if row["state"] == "impact analysé" else row for row in procedure]
