# /// expected
# summary = "Seul le passage vers l’état inconnu est relevé, non celui qui en part"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.999]
# misconception = "unknown-state-let-through"
# ///
# %% amend="journal"
illegal_moves = [row for row in illegal_moves if journal[row["line"] - 1]["etat_depart"] in STATES]
