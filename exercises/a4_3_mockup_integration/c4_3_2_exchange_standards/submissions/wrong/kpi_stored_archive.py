# /// expected
# summary = "Archive faite sans compression : ZIP_STORED est la valeur par défaut"
# [criteria."C4.3.2.kpi"]
# fraction = [0.97, 0.999]
# misconception = "stored-archive"
# message = "sans le compresser"
# ///
# %% amend="exports"
with zipfile.ZipFile(paths["IFC-ZIP"], "w") as archive:
    archive.write(paths["IFC4"], "batiment_ifc4.ifc")
for row in file_measures:
    row["bytes"] = paths[row["standard"]].stat().st_size
