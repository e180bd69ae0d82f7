# /// expected
# summary = "Un jour de trop à chaque tâche, et les seules marges nulles pour chemin critique"
# [criteria."C2.3.2.gantt"]
# fraction = [0.65, 0.83]
# misconception = "finish-a-day-late"
# sometimes = ["zero-float-alone"]
# message = "même jour"
# ///
# %% amend="network"
for row in dates:
    rank = bisect_left(worked[tasks[row["task"]]["calendrier"]], early[row["task"]][1])
    row["finish"] = worked[tasks[row["task"]]["calendrier"]][rank + 1].isoformat()
critical_path = [row for row in critical_path if total[row["task"]] == 0]
