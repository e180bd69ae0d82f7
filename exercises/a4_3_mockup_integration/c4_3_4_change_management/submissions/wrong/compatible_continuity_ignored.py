# /// expected
# summary = "L’état de départ du journal est cru sur parole"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.999]
# misconception = "continuity-ignored"
# ///
# %% amend="journal"
illegal_moves = [row for row in illegal_moves if row["fault"] != "départ d’un autre état"]
