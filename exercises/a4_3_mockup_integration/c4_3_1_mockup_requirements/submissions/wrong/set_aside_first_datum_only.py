# /// expected
# summary = "Une seule donnée par procédure"
# [criteria."C4.3.1.practices"]
# fraction = [0.94, 0.96]
# message = "Lignes absentes"
# ///
# %% amend="coding"
set_aside = [row for row in set_aside if row["code"] == next(iter(announced[row["partner"]]))]
