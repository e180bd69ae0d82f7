# /// expected
# summary = "Tous les liens pris pour FD, les demandes de toutes les tâches additionnées"
# [criteria."C2.3.2.gantt"]
# fraction = [0.64, 0.74]
# misconception = "links-all-finish-start"
# message = "DD"
# ///
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
