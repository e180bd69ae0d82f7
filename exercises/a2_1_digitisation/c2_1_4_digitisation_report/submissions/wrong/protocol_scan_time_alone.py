# /// expected
# summary = "Le temps des mises en station est oublié"
# [criteria."C2.1.4.protocol"]
# fraction = [0.9, 0.9]
# misconception = "setup-forgotten"
# message = "mises en station"
# ///
# %% amend="replay"
for row in announced:
    if row["indicator"] == "duree":
        row["value"] = sum(settings[plan[name]]["duree_min"] for name in order)
