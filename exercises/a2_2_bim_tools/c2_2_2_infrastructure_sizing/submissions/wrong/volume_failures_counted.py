# /// expected
# summary = "Les échecs comptés dans le volume échangé"
# [criteria."C2.2.2.sizing"]
# fraction = 0.925
# misconception = "failures-counted"
# message = "renvoyé"
# ///
# %% amend="uses"
daily_volume_gb = sum(line["gb"] for line in journal) / DAYS
