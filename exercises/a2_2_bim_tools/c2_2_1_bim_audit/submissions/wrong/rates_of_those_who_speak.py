# /// expected
# summary = "Le taux pris sur les seules personnes qui parlent du thème"
# [criteria."C2.2.1.levers"]
# fraction = [0.9, 0.97]
# misconception = "share-of-speakers"
# message = "douze entretiens"
# ///
# %% amend="levers"
for row in finding_rates:
    if row["finding"].startswith("T-"):
        speaking = [each["code"] for each in coding if each["theme"] == row["finding"][2:]]
        row["rate"] = speaking.count("frein") / len(speaking)
