# /// expected
# summary = "Les dates réalisables oubliées : la colonne reste vide"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.8
# message = "AAAA-MM-JJ"
# ///
# %% amend="assembly"
for row in stages:
    row["feasible"] = ""
