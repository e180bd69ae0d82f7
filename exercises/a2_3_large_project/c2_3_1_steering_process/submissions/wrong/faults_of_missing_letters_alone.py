# /// expected
# summary = "Seules les lettres qui manquent sont relevées"
# [criteria."C2.3.1.process"]
# fraction = [0.9, 0.99]
# message = "Lignes absentes"
# ///
# %% amend="matrix"
matrix_faults = [row for row in matrix_faults if row["fault"] in ("sans A", "sans R")]
