# /// expected
# summary = "Tous les flux vont vers la maquette"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.6, 0.999]
# message = "sens à revoir"
# ///
# %% amend="mapping"
for row in interfaces:
    row["direction"] = "PLM → maquette"
