# /// expected
# summary = "Le khi-deux de Pearson pour l’écart"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.9
# misconception = "chi-square-for-distance"
# message = "effectifs attendus"
# ///
# %% amend="sample"
panel_distance = sum(
    (met[name] - size * count / len(bodies)) ** 2 / (size * count / len(bodies)) for name, count in strata.items()
)
