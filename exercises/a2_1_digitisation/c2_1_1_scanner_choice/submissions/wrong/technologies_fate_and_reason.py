# /// expected
# summary = "Statut sans rapport avec le tri, raisons qui disent le contraire"
# [criteria."C2.1.1.technologies"]
# fraction = [0.4, 0.6]
# misconception = "family-fate"
# message = "dès qu’un de ses appareils"
# ///
# %% amend="families"
for row in families:
    row["status"] = "écartée" if row["status"] == "retenue" else "retenue"
