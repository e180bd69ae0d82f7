# /// expected
# summary = "Tous les écarts possibles, par précaution"
# [criteria."C2.2.1.faithful"]
# fraction = [0.85, 0.97]
# message = "Lignes inattendues"
# ///
# %% amend="process"
deviations = [
    {"finding": finding, "established_by": sides[0], "recited_by": sides[1]} for finding, sides in SIDES.items()
]
