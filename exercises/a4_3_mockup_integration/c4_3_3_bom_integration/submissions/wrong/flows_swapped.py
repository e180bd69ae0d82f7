# /// expected
# summary = "Sources et cibles échangées"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.54, 0.58]
# misconception = "source-and-target-swapped"
# message = "échangées"
# ///
# %% amend="mapping"
for row in interfaces:
    row["source"], row["target"] = row["target"], row["source"]
    row["source_field"], row["target_field"] = row["target_field"], row["source_field"]
