# /// expected
# summary = "La veille, dont les mesures sont annulées, est donnée pour le jour du relevé"
# [criteria."C2.1.4.specification"]
# fraction = [0.97, 0.98]
# misconception = "cancelled-day"
# message = "annulées"
# ///
# %% amend="metadata"
for row in metadata:
    if row["key"] == "date_releve":
        row["value"] = next(line["date"] for line in journal if "annulées" in line["remarque"])
