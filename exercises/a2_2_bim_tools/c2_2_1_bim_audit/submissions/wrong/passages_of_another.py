# /// expected
# summary = "Les preuves d’une personne attribuées à une autre"
# [criteria."C2.2.1.faithful"]
# fraction = [0.8, 0.9]
# misconception = "other-person"
# message = "autre personne"
# ///
# %% amend="coding"
shifted = [row["passage"] for row in coding if row["code"] == "frein"]
shifted = iter([*shifted[7:], *shifted[:7]])
for row in coding:
    if row["code"] == "frein":
        row["passage"] = next(shifted)
