# /// expected
# summary = "Aucune conversion nulle part"
# [criteria."C4.3.3.interfaces"]
# fraction = [0.6, 0.999]
# misconception = "conversion-forgotten"
# message = "même unité"
# ///
# %% amend="mapping"
for row in interfaces:
    row["conversion"] = "aucune"
