# /// expected
# summary = "Tous les standards dits admissibles, le premier retenu"
# [criteria."C4.3.2.justified"]
# fraction = [0.8, 0.95]
# misconception = "requirement-ignored"
# message = "ne se compense pas"
# ///
# %% amend="choice"
for row in admissibility:
    row["admissible"] = "oui"
chosen_standard = standards[order[0]]
