# /// expected
# summary = "Le total des dix jours au lieu de la moyenne"
# [criteria."C2.2.2.sizing"]
# fraction = 0.925
# misconception = "ten-days-total"
# message = "moyenne"
# ///
# %% amend="uses"
daily_volume_gb *= DAYS
