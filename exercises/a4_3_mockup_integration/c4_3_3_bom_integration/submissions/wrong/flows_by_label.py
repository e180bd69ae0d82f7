# /// expected
# summary = "Rapprochement par désignation"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.76, 0.8]
# message = "clé à revoir"
# ///
# %% amend="mapping"
for row in interfaces:
    row["key"] = "désignation"
