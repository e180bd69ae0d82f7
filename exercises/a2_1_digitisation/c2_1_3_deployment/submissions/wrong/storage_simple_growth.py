# /// expected
# summary = "Croissance additionnée au lieu d’être composée"
# [criteria."C2.1.3.support"]
# fraction = 0.857143
# misconception = "simple-interest"
# message = "composée"
# ///
# %% amend="volumes"
storage_tb = sum(yearly_tb[0] * (1 + (growth - 1) * year) for year in range(specification["years"]))
