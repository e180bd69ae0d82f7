# /// expected
# summary = "Lumière structurée écartée pour une exigence qu’elle respecte"
# [criteria."C2.1.1.technologies"]
# fraction = [0.7, 0.9]
# misconception = "reason-false"
# message = "le contraire"
# ///
# %% amend="families"
for row in families:
    if row["status"] == "écartée":
        row["requirement"], row["value"] = "EX-04", quantities[row["device"]]["masse"]
