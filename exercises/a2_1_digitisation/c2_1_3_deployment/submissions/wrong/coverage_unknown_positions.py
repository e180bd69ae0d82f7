# /// expected
# summary = "Des positions inventées, là où aucune n’est permise"
# [criteria."C2.1.3.coverage"]
# fraction = [0.75, 0.9]
# misconception = "unknown-station"
# message = "lignes inconnues"
# [criteria."C2.1.3.support"]
# fraction = [0.7, 1.0]
# ///
# %% amend="plan-figures"
station_plan += [{"position": f"X{number}", "resolution": "moyenne"} for number in range(1, 5)]
minutes += 4 * 10
