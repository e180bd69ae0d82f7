# /// expected
# summary = "Le début de chaque entretien, qui n’appuie rien"
# [criteria."C2.2.1.faithful"]
# fraction = 0.8
# misconception = "passage-beside"
# message = "parle d’autre chose"
# ///
# %% amend="coding"
for row in coding:
    row["passage"] = " ".join(texts[row["interview"]].split("\n", 2)[2].split()[:9])
