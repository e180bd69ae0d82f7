# /// expected
# summary = "Les noms à la place des GlobalId"
# [criteria."C2.2.1.levers"]
# fraction = [0.79, 0.81]
# misconception = "not-a-globalid"
# message = "22 caractères"
# ///
# %% extra="last"
named = [{**row, "global_id": models[row["model"]].by_guid(row["global_id"]).Name} for row in failing]
answer("failing", named)
