# /// expected
# summary = "Croissance du nombre de chantiers oubliée"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.86]
# misconception = "growth-forgotten"
# message = "croissance"
# ///
# %% amend="volumes"
storage_tb = specification["years"] * yearly_tb[0]
