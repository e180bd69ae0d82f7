# /// expected
# summary = "Lumière structurée et photogrammétrie confondues"
# [criteria."C2.1.1.technologies"]
# fraction = [0.5, 0.7]
# misconception = "family-misclassed"
# message = "principe de mesure"
# ///
# %% amend="families"
devices = {row["family"]: row["device"] for row in families}
for row in families:
    if row["family"] == "photogrammetrie":
        row["device"] = devices["lumiere_structuree"]
    if row["family"] == "lumiere_structuree":
        row["device"] = devices["photogrammetrie"]
