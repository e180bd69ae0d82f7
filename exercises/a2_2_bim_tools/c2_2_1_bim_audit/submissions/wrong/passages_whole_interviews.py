# /// expected
# summary = "L’entretien entier en guise de preuve"
# [criteria."C2.2.1.faithful"]
# fraction = 0.8
# misconception = "passage-too-long"
# message = "trente mots"
# ///
# %% amend="coding"
for row in coding:
    row["passage"] = texts[row["interview"]].split("\n", 2)[2]
