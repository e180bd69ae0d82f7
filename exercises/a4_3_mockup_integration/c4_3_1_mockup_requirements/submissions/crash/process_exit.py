# /// expected
# summary = "Le processus se termine lui-même après les pratiques"
# [criteria."C4.3.1.practices"]
# fraction = 1.0
# ///
# %% amend="coding"

# %% amend="phases"

# %% solution="ids"
import os

os._exit(0)
