# /// expected
# summary = "Plan et couverture faits, assemblage laissé de côté"
# [criteria."C2.1.3.coverage"]
# fraction = 0.666667
# ///
# %% solution="target"
wrong_target = None
# %% solution="registration"
registration = check_rmse_mm = None
