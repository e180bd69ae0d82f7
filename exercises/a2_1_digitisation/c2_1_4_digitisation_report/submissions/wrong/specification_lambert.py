# /// expected
# summary = "Un système national est annoncé"
# [criteria."C2.1.4.specification"]
# fraction = [0.97, 0.98]
# misconception = "national-crs"
# message = "système national"
# ///
# %% amend="metadata"
for row in metadata:
    if row["key"] == "repere":
        row["value"] = "RGF93 / Lambert-93 (EPSG:2154)"
