# /// expected
# summary = "Tous les faits externes sont des opportunités"
# [criteria."C2.2.3.swot"]
# fraction = [0.8, 0.94]
# misconception = "other-effect"
# message = "l’inverse"
# ///
# %% amend="swot"
for row in swot_outside:
    row["quadrant"] = "opportunité"
