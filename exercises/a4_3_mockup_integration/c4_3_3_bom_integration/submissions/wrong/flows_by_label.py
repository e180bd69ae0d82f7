# /// expected
# summary = "Rapprochement par désignation"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.6, 0.999]
# message = "clé à revoir"
# ///
# %% amend="mapping"
for row in interfaces:
    row["key"] = "désignation"
