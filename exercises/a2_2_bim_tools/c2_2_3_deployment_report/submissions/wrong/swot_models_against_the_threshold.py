# /// expected
# summary = "Les trois maquettes sont rangées à l’envers de leur seuil"
# [criteria."C2.2.3.swot"]
# fraction = [0.86, 0.87]
# misconception = "against-the-figure"
# message = "contredit"
# ///
# %% amend="swot"
TURNED = {"force": "faiblesse", "faiblesse": "force"}
for row in swot_inside:
    if row["finding"].startswith("maquette_"):
        row["quadrant"] = TURNED[row["quadrant"]]
