# /// expected
# summary = "La valeur planifiée du seul mois du jalon"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.9
# misconception = "month-for-accumulated"
# ///
# %% amend="stages"
for row in stages:
    year, month = map(int, row["early"][:7].split("-"))
    rank = [each["mois"] for each in planned].index(f"{month:02d}/{year}")
    months_eur = [sum(float(each[lot].replace(",", ".")) for lot in each if lot != "mois") for each in planned]
    row["planned_meur"] = round(months_eur[rank] / 1e6, 1)
