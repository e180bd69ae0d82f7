# /// expected
# summary = "Deux faits externes jugés d’après le thème dont ils parlent, non d’après leur effet"
# [criteria."C2.2.3.swot"]
# fraction = [0.86, 0.87]
# misconception = "other-effect"
# message = "l’inverse"
# ///
# %% amend="swot"
OTHER = {"opportunité": "menace", "menace": "opportunité"}
for row in swot_outside:
    if row["fact"] in ("X1", "X3"):
        row["quadrant"] = OTHER[row["quadrant"]]
