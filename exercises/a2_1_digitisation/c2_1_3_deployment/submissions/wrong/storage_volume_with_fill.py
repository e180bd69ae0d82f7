# /// expected
# summary = "Taux de remplissage compté dans le volume à conserver"
# [criteria."C2.1.3.support"]
# fraction = [0.6, 0.86]
# misconception = "fill-in-volume"
# message = "remplissage"
# ///
# %% amend="volumes"
storage_tb /= specification["maximum_fill_percent"] / 100
