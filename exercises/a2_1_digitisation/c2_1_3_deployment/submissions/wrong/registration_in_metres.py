# /// expected
# summary = "Erreurs de recalage données en mètres"
# [criteria."C2.1.3.coverage"]
# fraction = 0.761905
# misconception = "registration-in-metres"
# message = "mille fois"
# ///
# %% amend="registration"
for row in registration:
    for column in ("rmse_all_mm", "rmse_tie_mm", "rmse_check_mm"):
        row[column] /= 1000
check_rmse_mm /= 1000
