# /// expected
# summary = "L’avancement des seules lignes du dernier mois, les mois cumulés"
# [criteria."C2.3.2.costs"]
# fraction = [0.7, 0.83]
# misconception = "last-lines-alone"
# message = "gardé son avancement"
# ///
# %% amend="values"
for row in lots:
    lines = [
        each for each in progress if day_of(each["date"]) == STATUS_DATE and tasks[each["tache"]]["lot"] == row["lot"]
    ]
    row["earned_eur"] = sum(tasks[each["tache"]]["budget_eur"] * each["avancement_pct"] / 100 for each in lines)
for before, row in zip(months, months[1:], strict=False):
    for name in ("planned_eur", "earned_eur", "actual_eur"):
        row[name] += before[name]
