# /// expected
# summary = "Les limites du cahier des charges sont données pour les valeurs obtenues"
# [criteria."C2.1.4.specification"]
# fraction = [0.86, 0.97]
# misconception = "nominal-reported"
# message = "limite du cahier"
# ///
# %% amend="figures"
LIMIT = {"couverture": "coverage_total_percent", "duree": "minutes_limit", "ecart_controle": "check_rmse_limit_mm"}
for row in key_figures:
    if row["key"] in LIMIT:
        row["value"] = specification[LIMIT[row["key"]]] * {"h": 1 / 60, "cm": 1 / 10}.get(row["unit"], 1)
