# /// expected
# summary = "La valeur planifiée en k€"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.9
# misconception = "wrong-unit"
# ///
# %% amend="stages"
for row in stages:
    row["planned_meur"] *= 1000
