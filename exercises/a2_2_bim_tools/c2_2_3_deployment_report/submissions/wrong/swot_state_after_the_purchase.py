# /// expected
# summary = "Réseau d’après l’amélioration, refus avec les jetons conseillés"
# [criteria."C2.2.3.swot"]
# fraction = [0.9, 0.96]
# misconception = "later-for-today"
# message = "d’après"
# ///
# %% amend="follow-up"
for row in swot_inside:
    if row["finding"] == "reseau_points_uniques":
        row["value"] = earlier["C2.2.2.weak_points_after"]
