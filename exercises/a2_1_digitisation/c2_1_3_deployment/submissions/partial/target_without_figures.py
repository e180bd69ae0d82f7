# /// expected
# summary = "Cible désignée sans les erreurs qui la trahissent"
# [criteria."C2.1.3.coverage"]
# fraction = 0.666667
# message = "sans les chiffres"
# ///
# %% solution="registration"
registration = check_rmse_mm = None
