# /// expected
# summary = "La chaîne et la route valent la moyenne des niveaux, pondérée par le volume"
# [criteria."C2.2.3.swot"]
# fraction = [0.9, 0.91]
# misconception = "mean-of-levels"
# message = "entier"
# ///
# %% amend="follow-up"
mean_level = sum(row["level"] * row["share"] for row in earlier["C2.2.2.level_shares"])
for row in swot_inside:
    if row["finding"].startswith("tolk_"):
        row["value"] = round(mean_level, 2)
