# /// expected
# summary = "Toutes les exigences citées au hasard"
# [criteria."C2.1.1.justified"]
# fraction = [0.7, 0.8]
# misconception = "requirement-about-something-else"
# message = "empruntée"
# ///
# %% amend="weights"
shifted = [row["requirement"] for row in weights]
for row, requirement in zip(weights, shifted[3:] + shifted[:3]):
    row["requirement"] = requirement
