# /// expected
# summary = "Cible au plus grand résidu de la station la mieux recalée"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "largest-residual"
# message = "résidu"
# ///
# %% amend="target"
worst = {}
for station, seen in observed.items():
    ties = [name for name in seen if not is_check[name]]
    errors = errors_mm(seen, ties, ties)
    worst[rmse_mm(errors)] = ties[int(np.linalg.norm(errors, axis=1).argmax())]
wrong_target = worst[min(worst)]
