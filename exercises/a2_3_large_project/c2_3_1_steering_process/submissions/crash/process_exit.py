# /// expected
# summary = "Le processus se termine lui-même après les parties prenantes"
# [criteria."C2.3.1.stakeholders"]
# fraction = 1.0
# ///
# %% amend="sample"

# %% amend="grid"

# %% solution="coding"
import os

os._exit(0)
