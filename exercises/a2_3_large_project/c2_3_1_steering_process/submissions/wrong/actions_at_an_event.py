# /// expected
# summary = "Les actions accrochées au début du projet, qui n’est pas une tâche"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# misconception = "outside-process"
# message = "dans aucune tâche"
# ///
# %% amend="change"
actions = [{**row, "step": "Ligne décidée"} for row in actions]
