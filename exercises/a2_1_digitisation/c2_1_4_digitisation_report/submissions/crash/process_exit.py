# /// expected
# summary = "Le processus se termine lui-même après le protocole"
# [criteria."C2.1.4.protocol"]
# fraction = 1.0
# [criteria."C2.1.4.specification"]
# fraction = 0.15
# ///
# %% amend="figures"

# %% amend="metadata"

# %% amend="protocol"

# %% amend="replay"

# %% solution="report"
import os

os._exit(0)
