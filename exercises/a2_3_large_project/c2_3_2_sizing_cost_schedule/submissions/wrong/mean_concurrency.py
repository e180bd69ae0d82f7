# /// expected
# summary = "Simultanéité moyenne, croissance depuis le début du projet, remplissage multiplié"
# [criteria."C2.3.2.calculations"]
# fraction = [0.64, 0.79]
# misconception = "mean-concurrency"
# message = "moyenne"
# ///
# %% amend="needs"
def produced_by(company, year):
    return company["production_premiere_annee_to"] * (1 + company["croissance_pct"] / 100) ** (year - START.year)


yearly_needs = needs_of(years)
for row in yearly_needs:
    rates = [company["simultaneite_pct"] / 100 for company in companies if is_present(company, row["year"])]
    row["concurrent"] = row["accounts"] * sum(rates) / len(rates)
    carrying = ceil(row["concurrent"] / (specification["sessions_per_server"] * target_load) - 1e-9)
    row["servers"] = carrying + specification["spare_servers"]
# %% amend="purchase"
provisioned_tb *= (specification["maximum_fill_percent"] / 100) ** 2
