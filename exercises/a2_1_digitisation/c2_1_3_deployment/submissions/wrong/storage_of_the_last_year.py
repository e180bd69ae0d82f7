# /// expected
# summary = "Volume de la dernière année pris pour celui de toute la période"
# [criteria."C2.1.3.support"]
# fraction = [0.7, 0.86]
# misconception = "single-year"
# message = "seule année"
# ///
# %% amend="volumes"
storage_tb = yearly_tb[-1]
