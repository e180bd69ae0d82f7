# /// expected
# summary = "Erreur d’une coordonnée au lieu de la longueur du vecteur"
# [criteria."C2.1.3.coverage"]
# fraction = [0.85, 0.88]
# misconception = "per-axis-rmse"
# message = "√3"
# ///
# %% amend="target"


def rmse_mm(errors):
    return np.sqrt((errors**2).mean())
