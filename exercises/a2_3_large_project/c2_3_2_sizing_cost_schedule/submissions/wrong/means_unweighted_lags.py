# /// expected
# summary = "Simultanéité moyenne, croissance du début du projet ; avancement moyen ; décalages et jalons oubliés"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "mean-concurrency"
# message = "moyenne"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "progress-unweighted"
# message = "budget"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "lags-forgotten"
# message = "décalage"
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
# %% amend="values"
for row in lots:
    own = [code for code, task in tasks.items() if task["lot"] == row["lot"] and task["budget_eur"]]
    row["earned_eur"] = (
        sum(tasks[code]["budget_eur"] for code in own) * sum(done[code] for code in own) / len(own) / 100
    )
# %% amend="network"
for task in tasks.values():
    task["links"] = [(code, kind, 0) for code, kind, _ in task["links"]]
following = defaultdict(list)
for code, task in tasks.items():
    for predecessor, kind, lag in task["links"]:
        following[predecessor].append((code, kind, lag))
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
critical_path = [row for row in critical_path if tasks[row["task"]]["days"]]
# %% amend="resources"
for row in resources:
    row["peak"] = max(task["demands"].get(row["resource"], 0) for task in tasks.values())
