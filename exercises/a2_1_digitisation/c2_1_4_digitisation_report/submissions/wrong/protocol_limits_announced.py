# /// expected
# summary = "Les limites sont annoncées, rien n’est rejoué"
# [criteria."C2.1.4.protocol"]
# fraction = [0.55, 0.75]
# misconception = "nominal-announced"
# message = "limite du cahier"
# ///
# %% amend="replay"
LIMIT = {"couverture": "coverage_total_percent", "duree": "minutes_limit"}
LIMIT |= {"rmse_calage": "tie_rmse_limit_mm", "rmse_controle": "check_rmse_limit_mm"}
for row in announced:
    if row["indicator"] in LIMIT:
        row["value"] = specification[LIMIT[row["indicator"]]]
