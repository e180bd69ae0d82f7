# /// expected
# summary = "Les phases suivies à la place des phases annoncées"
# [criteria."C4.3.1.practices"]
# fraction = 0.9
# misconception = "done-for-announced"
# message = "phase suivie"
# ///
# %% amend="coding"
for row in set_aside:
    row["announced"] = needs[row["partner"]][row["code"]]
