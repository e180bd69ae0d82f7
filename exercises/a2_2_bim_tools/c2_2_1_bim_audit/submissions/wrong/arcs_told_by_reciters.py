# /// expected
# summary = "La direction citée comme témoin de chaque arc"
# [criteria."C2.2.1.faithful"]
# fraction = [0.69, 0.71]
# misconception = "reciter-as-witness"
# message = "n’établit rien"
# ///
# %% amend="process"
for row in process_arcs:
    row["interviews"] += ", I01"
