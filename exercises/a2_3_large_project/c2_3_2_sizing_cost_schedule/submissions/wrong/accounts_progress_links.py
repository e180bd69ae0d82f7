# /// expected
# summary = "Comptes pour accès, sans croissance ni parité ; lignes du dernier mois, mois cumulés ; liens tous FD"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "named-for-concurrent"
# message = "simultanéité"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "last-lines-alone"
# message = "gardé son avancement"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "links-all-finish-start"
# message = "DD"
# ///
# %% amend="needs"
def produced_by(company, year):
    return company["production_premiere_annee_to"]


yearly_needs = [row | {"concurrent": row["accounts"]} for row in needs_of(years)]
for row in yearly_needs:
    carrying = ceil(row["concurrent"] / (specification["sessions_per_server"] * target_load) - 1e-9)
    row["servers"] = carrying + specification["spare_servers"]
# %% amend="purchase"
disks -= 2
# %% amend="values"
for row in lots:
    lines = [
        each for each in progress if day_of(each["date"]) == STATUS_DATE and tasks[each["tache"]]["lot"] == row["lot"]
    ]
    row["earned_eur"] = sum(tasks[each["tache"]]["budget_eur"] * each["avancement_pct"] / 100 for each in lines)
for before, row in zip(months, months[1:], strict=False):
    for name in ("planned_eur", "earned_eur", "actual_eur"):
        row[name] += before[name]
# %% amend="network"
for task in tasks.values():
    task["links"] = [(code, "FD", lag) for code, _, lag in task["links"]]
following = defaultdict(list)
for code, task in tasks.items():
    for predecessor, kind, lag in task["links"]:
        following[predecessor].append((code, kind, lag))
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
# %% amend="resources"
for row in resources:
    row["peak"] = sum(task["demands"].get(row["resource"], 0) for task in tasks.values())
