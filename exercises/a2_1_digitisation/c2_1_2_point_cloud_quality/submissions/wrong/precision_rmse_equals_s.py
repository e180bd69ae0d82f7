# /// expected
# summary = "Erreur quadratique moyenne comptée à partir de la moyenne : le biais disparaît"
# [criteria."C2.1.2.precision"]
# fraction = 0.875
# misconception = "rmse-without-bias"
# message = "biais"
# ///
# %% amend="precision"
bar_rmse_mm = np.std(bar_lengths_mm)
