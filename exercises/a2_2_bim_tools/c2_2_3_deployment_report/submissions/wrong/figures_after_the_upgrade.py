# /// expected
# summary = "Les points de défaillance uniques sont ceux d’après l’amélioration"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "after-for-today"
# message = "après l’amélioration"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "points_uniques":
        row["value"] = earlier["C2.2.2.weak_points_after"]
