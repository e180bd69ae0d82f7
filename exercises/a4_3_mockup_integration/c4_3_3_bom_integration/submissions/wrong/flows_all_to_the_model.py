# /// expected
# summary = "Tous les flux vont vers la maquette"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.88, 0.92]
# message = "sens à revoir"
# ///
# %% amend="mapping"
for row in interfaces:
    row["direction"] = "PLM → maquette"
