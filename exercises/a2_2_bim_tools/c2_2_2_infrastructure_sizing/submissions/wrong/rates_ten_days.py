# /// expected
# summary = "Le volume de dix jours pris pour celui d’un jour"
# [criteria."C2.2.2.network"]
# fraction = [0.6, 0.93]
# misconception = "ten-days-volume"
# message = "moyenne"
# ///
# %% amend="rates"
for row in site_rates:
    row["busy_gb"] *= DAYS
