# /// expected
# summary = "Les faits externes sont rangés parmi les forces et les faiblesses"
# [criteria."C2.2.3.swot"]
# fraction = 0.8
# misconception = "outside-as-inside"
# message = "externe"
# ///
# %% amend="swot"
INWARDS = {"opportunité": "force", "menace": "faiblesse"}
swot_outside = [{**row, "quadrant": INWARDS[row["quadrant"]]} for row in swot_outside]
