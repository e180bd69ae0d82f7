# /// expected
# summary = "Le processus se termine lui-même après la procédure"
# [criteria."C4.3.4.compatible"]
# fraction = [1, 1]
# ///
# %% amend="decisions"

# %% amend="impacts"

# %% amend="journal"

# %% amend="procedure"

# %% solution="workload"
import os

os._exit(0)
