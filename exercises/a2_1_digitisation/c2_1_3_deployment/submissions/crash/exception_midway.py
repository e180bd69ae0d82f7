# /// expected
# summary = "Une exception au début de l’assemblage : le plan compte, les erreurs de recalage manquent"
# [criteria."C2.1.3.coverage"]
# fraction = [0.6, 0.67]
# ///
# %% amend="plan"
# %% amend="plan-figures"
# %% solution="target"
wrong_target = None
raise RuntimeError("la mesure a échoué")
# %% solution="registration"
registration = check_rmse_mm = None
