# /// expected
# summary = "Les besoins de la dernière année, à la place de l’année la plus chargée"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.86, 0.96]
# sometimes = ["last-year-for-peak"]
# ///
# %% amend="figures"
last = {"acces": needs[-1]["concurrent"], "serveurs": needs[-1]["servers"], "organismes": measured["organismes"][0] + 2}
wanted = [row for row in key_figures if row["key"] in ("acces", "serveurs")]
for row in wanted or [row for row in key_figures if row["key"] in ("organismes", "ecart_cout")]:
    row["value"] = last.get(row["key"], -row["value"])
