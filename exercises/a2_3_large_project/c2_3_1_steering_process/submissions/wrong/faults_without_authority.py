# /// expected
# summary = "Le niveau de décision n’est pas lu"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 1.0]
# sometimes = ["authority-not-read"]
# ///
# %% amend="matrix"
matrix_faults = [row for row in matrix_faults if row["fault"] != "A sans autorité"]
