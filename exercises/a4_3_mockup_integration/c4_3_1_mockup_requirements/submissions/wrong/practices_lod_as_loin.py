# /// expected
# summary = "Les numéros LOD pris pour des niveaux du besoin d’information"
# [criteria."C4.3.1.practices"]
# fraction = [0.98, 0.99]
# misconception = "lod-is-not-loin"
# message = "deux choses"
# ///
# %% amend="coding"
for row in coded_practices:
    if row["code"] == "level" and row["value"] == "lod":
        row["value"] = "loin"
