# /// expected
# summary = "La valeur d’un thème est le nombre de freins, compté en moins"
# [criteria."C2.2.3.swot"]
# fraction = [0.81, 0.96]
# misconception = "one-side-counted"
# message = "un seul côté"
# ///
# %% amend="follow-up"
for row in swot_inside:
    if row["finding"].startswith("T-"):
        row["value"] = -coded[row["finding"].removeprefix("T-"), "frein"]
