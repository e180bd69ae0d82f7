# /// expected
# summary = "Seuls les freins sont codés"
# [criteria."C2.2.1.faithful"]
# fraction = [0.7, 0.9]
# misconception = "hindrances-alone"
# message = "ce qu’il faut garder"
# ///
# %% amend="coding"
coding = [row for row in coding if row["code"] == "frein"]
