# /// expected
# summary = "Les A et les R sont comptés ; ni le niveau de décision ni les C et I en trop ne sont lus"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 0.99]
# message = "Lignes absentes"
# sometimes = ["authority-not-read"]
# ///
# %% amend="matrix"
COUNTED = ("sans A", "plusieurs A", "sans R", "rôle sans lettre")
matrix_faults = [row for row in matrix_faults if row["fault"] in COUNTED]
