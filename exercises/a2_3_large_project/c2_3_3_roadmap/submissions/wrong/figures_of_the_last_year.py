# /// expected
# summary = "Les besoins de la dernière année, à la place de l’année la plus chargée"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.9, 0.94]
# misconception = "last-year-for-peak"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
table["acces"]["value"], table["serveurs"]["value"] = needs[-1]["concurrent"], needs[-1]["servers"]
