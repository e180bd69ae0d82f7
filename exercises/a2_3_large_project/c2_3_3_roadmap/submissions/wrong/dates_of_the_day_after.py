# /// expected
# summary = "Le jour où commence la suite, à la place de celui où le jalon est atteint"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.8
# misconception = "day-after"
# ///
# %% amend="stages"
from datetime import timedelta

for row in stages:
    for column in ("early", "feasible"):
        row[column] = (date.fromisoformat(row[column]) + timedelta(days=1)).isoformat()
