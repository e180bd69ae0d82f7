# /// expected
# summary = "Serveurs à pleine charge, volumes des partis ôtés, une année moyenne achetée"
# [criteria."C2.3.2.calculations"]
# fraction = [0.61, 0.77]
# misconception = "full-load"
# message = "aléa"
# ///
# %% amend="needs"
for row in yearly_needs:
    row["servers"] = ceil(row["concurrent"] / specification["sessions_per_server"]) + specification["spare_servers"]
    there = [company for company in companies if is_present(company, row["year"])]
    kept = range(row["year"] - specification["kept_years"] + 1, row["year"] + 1)
    row["stored_tb"] = sum(produced_by(each, year) for each in there for year in kept if is_present(each, year))
# %% amend="purchase"
servers_to_provide = round(sum(row["servers"] for row in yearly_needs) / len(yearly_needs))
