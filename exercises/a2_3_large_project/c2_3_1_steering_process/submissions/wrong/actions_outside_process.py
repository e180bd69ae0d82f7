# /// expected
# summary = "Un plan de changement à côté du processus"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# misconception = "outside-process"
# message = "au premier retard"
# ///
# %% amend="change"
actions = [{**row, "step": "Plan de conduite du changement"} for row in actions]
