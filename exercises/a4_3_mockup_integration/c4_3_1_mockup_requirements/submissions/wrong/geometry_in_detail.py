# /// expected
# summary = "Une forme détaillée pour tout"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.975
# misconception = "detail-without-use"
# message = "sans qu’aucun usage"
# ///
# %% amend="needs"
for row in geometric_needs:
    row["detail"] = "forme détaillée"
