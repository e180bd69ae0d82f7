# /// expected
# summary = "Ceux qui disent l’écart donnés aussi pour réciter la procédure"
# [criteria."C2.2.1.faithful"]
# fraction = 0.8
# misconception = "witness-as-reciter"
# ///
# %% amend="process"
for row in deviations:
    row["recited_by"] += f", {row['established_by']}"
