# /// expected
# summary = "L’en-tête compte pour la première ligne du journal"
# [criteria."C4.3.4.compatible"]
# fraction = [0.7, 0.84]
# misconception = "line-numbering"
# ///
# %% amend="journal"
illegal_moves = [row | {"line": row["line"] + 1} for row in illegal_moves]
