# /// expected
# summary = "Le processus se termine lui-même après les entretiens"
# [criteria."C2.2.1.faithful"]
# fraction = 1.0
# ///
# %% amend="coding"

# %% amend="process"

# %% solution="models"
import os

os._exit(0)
