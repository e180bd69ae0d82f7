# /// expected
# summary = "Des arcs sans entretien à l’appui"
# [criteria."C2.2.1.faithful"]
# fraction = 0.7
# message = "aucun entretien cité"
# ///
# %% amend="process"
for row in process_arcs:
    row["interviews"] = ""
