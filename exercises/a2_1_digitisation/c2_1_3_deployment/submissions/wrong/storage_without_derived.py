# /// expected
# summary = "Données dérivées oubliées"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.86]
# misconception = "derived-forgotten"
# message = "dérivées"
# ///
# %% amend="volumes"
storage_tb /= 1 + specification["derived_percent"] / 100
