# /// expected
# summary = "Le niveau codé par les numéros LOD cités"
# [criteria."C4.3.1.practices"]
# fraction = [0.98, 0.99]
# misconception = "lod-is-not-loin"
# ///
# %% amend="coding"
for row in coded_practices:
    if row["code"] == "level" and row["value"] == "lod":
        row["value"] = "LOD 350"
