# /// expected
# summary = "Sigles développés dans le fil du texte, entre parenthèses ; sections et annexes de plus"
# ///
# %% amend="swot"
swot_inside = [{**row, "quadrant": row["quadrant"].upper().lower()} for row in reversed(swot_inside)]
# %% amend="report"
TEXTS["Abréviations"] = """
Ce rapport parle de maquette numérique (BIM) dans un format ouvert (IFC), contrôlée par des exigences d’information
(IDS), déposée dans l’environnement de données
commun (EDC). Les disques redondants (RAID) sont chez l’hébergeur (HEB), dont l’efficacité énergétique (PUE) est connue.
Les sites sont le siège (SIE), l’agence de Lestrade (AG1) et celle de Port-Armel (**AG2**). Les maquettes vont du
modeleur (MOD) au calcul de structure (STR) ou au calcul des fluides (CVC), à la coordination (COO), puis à la
maintenance (GMA). SWOT signifie forces, faiblesses, opportunités et menaces.
"""
parts_of_report = [f"## {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections]
opening = "# Tarvenne\n\n## Avant-propos\n\nBref."
report = "\n\n".join([opening, *parts_of_report, "## Annexes\n\nAucune."])
