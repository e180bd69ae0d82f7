# /// expected
# summary = "Décalages oubliés, jalons ôtés du chemin, la plus grande demande pour pointe"
# [criteria."C2.3.2.gantt"]
# fraction = [0.46, 0.56]
# misconception = "lags-forgotten"
# message = "décalage"
# ///
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
