# /// expected
# summary = "Seuls les freins sont codés"
# [criteria."C2.3.1.process"]
# fraction = [0.85, 0.99]
# misconception = "hindrances-alone"
# message = "sur qui s’appuyer"
# ///
# %% extra="last"
answer("coding", [row for row in coding if row["code"] == "frein"])
