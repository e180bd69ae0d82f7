# /// expected
# summary = "Les étapes dans l’ordre alphabétique de leurs noms"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.95
# misconception = "code-order"
# ///
# %% amend="stages"
closing.sort(key=lambda code: tasks[code]["tache"])
stages.sort(key=lambda row: closing.index(row["milestone"]))
