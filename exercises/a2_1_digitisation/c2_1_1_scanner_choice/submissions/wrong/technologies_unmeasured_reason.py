# /// expected
# summary = "Des raisons qui ne se mesurent pas"
# [criteria."C2.1.1.technologies"]
# fraction = [0.4, 0.4]
# misconception = "reason-not-measurable"
# message = "chiffrée"
# ///
# %% amend="families"
for row in families:
    row["requirement"], row["value"] = ("EX-09" if row["status"] == "retenue" else "EX-07"), 0
