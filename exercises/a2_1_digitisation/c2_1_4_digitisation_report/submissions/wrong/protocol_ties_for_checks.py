# /// expected
# summary = "L’erreur aux cibles de calage est annoncée deux fois"
# [criteria."C2.1.4.protocol"]
# fraction = [0.92, 0.93]
# misconception = "tie-for-check"
# message = "cibles de calage"
# ///
# %% amend="replay"
for row in announced:
    if row["indicator"] == "rmse_controle":
        row["value"] = indicators["rmse_calage"]
