# /// expected
# summary = "Année seule et dernière année ; dépensé contre planifié, seuils échangés ; un jour de trop, marges nulles"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "last-year-sized"
# message = "parties"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "spending-gap"
# message = "planifiée"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "finish-a-day-late"
# message = "même jour"
# ///
# %% amend="needs"
for row in yearly_needs:
    row["stored_tb"] = row["produced_tb"]
# %% amend="purchase"
peak_access_year, servers_to_provide = LAST_YEAR, yearly_needs[-1]["servers"]
# %% amend="indices"
cost_variance_eur = whole["planned_eur"] - whole["actual_eur"]
swapped = {"alerte": "vigilance", "vigilance": "alerte", "conforme": "conforme"}
alerts = [row | {"alert": swapped[row["alert"]]} for row in alerts]
dear_extra_eur = sum(actual_eur[dear_lot, month] - earned_eur[dear_lot, month] for month in elapsed)
dear_lot = max(lots, key=lambda row: row["actual_eur"])["lot"]
# %% amend="network"
for row in dates:
    rank = bisect_left(worked[tasks[row["task"]]["calendrier"]], early[row["task"]][1])
    row["finish"] = worked[tasks[row["task"]]["calendrier"]][rank + 1].isoformat()
critical_path = [row for row in critical_path if total[row["task"]] == 0]
