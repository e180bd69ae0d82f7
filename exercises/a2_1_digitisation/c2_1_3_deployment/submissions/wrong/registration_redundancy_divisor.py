# /// expected
# summary = "Écart-type d’une coordonnée, diviseur 3n − 6, donné pour l’erreur quadratique moyenne"
# [criteria."C2.1.3.coverage"]
# fraction = [0.88, 0.92]
# misconception = "redundancy-divisor"
# message = "3n"
# ///
# %% amend="registration"
for row in registration:
    ties = [name for name in observed[row["station"]] if not is_check[name]]
    for column, used in (("rmse_all_mm", ties), ("rmse_tie_mm", [name for name in ties if name != wrong_target])):
        row[column] *= np.sqrt(len(used) / (3 * len(used) - 6))
