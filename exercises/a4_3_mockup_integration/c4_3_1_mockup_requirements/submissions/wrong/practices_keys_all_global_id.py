# /// expected
# summary = "GlobalId partout, sans lire : la clé est propre à chacun"
# [criteria."C4.3.1.practices"]
# fraction = [0.93, 0.94]
# message = "ce n’est pas ce que dit le texte"
# ///
# %% amend="coding"
for row in coded_practices:
    row["value"] = {"key": "GUID", "file_format": "IFC"}.get(row["code"], row["value"])
