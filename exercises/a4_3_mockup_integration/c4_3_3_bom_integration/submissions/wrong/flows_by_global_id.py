# /// expected
# summary = "GlobalId pris pour clé de tout ce qui touche la maquette"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.6, 0.999]
# misconception = "globalid-as-key"
# message = "repère"
# ///
# %% amend="mapping"
for row in interfaces:
    if "maquette" in (row["source"], row["target"]):
        row["key"] = "GlobalId"
