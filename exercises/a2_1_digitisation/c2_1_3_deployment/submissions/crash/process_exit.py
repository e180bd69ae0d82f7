# /// expected
# summary = "Le processus se termine lui-même après l’assemblage"
# [criteria."C2.1.3.coverage"]
# fraction = 1.0
# ///
# %% amend="plan"
# %% amend="plan-figures"
# %% amend="target"
# %% amend="registration"
# %% solution="volumes"
import os

os._exit(0)
