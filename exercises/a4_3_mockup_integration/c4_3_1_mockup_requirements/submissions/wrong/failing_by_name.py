# /// expected
# summary = "Les noms des éléments à la place des GlobalId"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.91
# misconception = "not-a-globalid"
# message = "22 caractères"
# ///
# %% amend="failing"
for row in failing:
    row["global_id"] = models["ifc4"].by_guid(row["global_id"]).Name
