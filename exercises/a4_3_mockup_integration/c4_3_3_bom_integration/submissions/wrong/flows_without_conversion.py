# /// expected
# summary = "Aucune conversion nulle part"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.84, 0.88]
# misconception = "conversion-forgotten"
# message = "même unité"
# ///
# %% amend="mapping"
for row in interfaces:
    row["conversion"] = "aucune"
