# /// expected
# summary = "Plan arrêté aux deux tiers : chiffres justes, pièces en défaut"
# [criteria."C2.1.3.coverage"]
# fraction = [0.6, 0.85]
# message = "trop peu relevées"
# ///
# %% amend="plan"
grown = grown_from(int(np.argsort(-common.diagonal())[0]))
plan = [options[each] for each in grown[: 2 * len(grown) // 3]]
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
