# /// expected
# summary = "Un jour de trop à chaque tâche"
# [criteria."C2.3.2.gantt"]
# fraction = [0.75, 0.85]
# misconception = "finish-a-day-late"
# message = "même jour"
# ///
# %% amend="network"
for row in dates:
    rank = bisect_left(worked[tasks[row["task"]]["calendrier"]], early[row["task"]][1])
    row["finish"] = worked[tasks[row["task"]]["calendrier"]][rank + 1].isoformat()
