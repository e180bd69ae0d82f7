# /// expected
# summary = "Les phases de la procédure écrite, là où elle en donne"
# [criteria."C4.3.1.practices"]
# fraction = [0.7, 0.95]
# misconception = "announced-for-done"
# message = "personne ne l’applique"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.75, 1.0]
# ///
# %% amend="coding"
for partner in PARTNERS:
    needs[partner].update(announced[partner])
for row in coded_practices:
    row["value"] = needs[row["partner"]].get(row["code"], row["value"])
