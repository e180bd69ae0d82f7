# /// expected
# summary = "La tenue du réseau et les jetons sont rangés parmi les menaces"
# [criteria."C2.2.3.swot"]
# fraction = [0.9, 0.91]
# misconception = "inside-as-outside"
# message = "interne"
# ///
# %% amend="swot"
for row in swot_inside:
    if row["finding"] in ("reseau_points_uniques", "jetons_refus"):
        row["quadrant"] = "menace"
