# /// expected
# summary = "Les erreurs annoncées sont des moyennes"
# [criteria."C2.1.4.protocol"]
# fraction = [0.85, 0.85]
# misconception = "average-for-worst"
# message = "moyenne des stations"
# ///
# %% amend="replay"
means = dict(zip(("rmse_calage", "rmse_controle"), np.mean(list(errors_mm.values()), axis=0)))
announced = [{"indicator": key, "value": means.get(key, value)} for key, value in indicators.items()]
