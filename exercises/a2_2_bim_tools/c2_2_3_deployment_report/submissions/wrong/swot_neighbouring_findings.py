# /// expected
# summary = "Maquettes et réseau appuyés sur un constat voisin, exigence ou thème d’entretien"
# [criteria."C2.2.3.swot"]
# fraction = [0.81, 0.82]
# misconception = "finding-not-its-own"
# message = "constat cité"
# ///
# %% amend="follow-up"
for row in swot_inside:
    if row["finding"].startswith("maquette_"):
        row["finding"] = "M-EX-03"
    if row["finding"] == "reseau_points_uniques":
        row["finding"] = "T-reseau"
