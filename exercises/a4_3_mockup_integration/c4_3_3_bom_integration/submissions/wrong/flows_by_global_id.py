# /// expected
# summary = "GlobalId pris pour clé de tout ce qui touche la maquette"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.87, 0.91]
# misconception = "globalid-as-key"
# message = "repère"
# ///
# %% amend="mapping"
for row in interfaces:
    if "maquette" in (row["source"], row["target"]):
        row["key"] = "GlobalId"
