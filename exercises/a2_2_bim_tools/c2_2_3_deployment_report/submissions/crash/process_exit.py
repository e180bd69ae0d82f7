# /// expected
# summary = "Le processus se termine lui-même après la remise du SWOT"
# [criteria."C2.2.3.swot"]
# fraction = 1.0
# [criteria."C2.2.3.key-figures"]
# fraction = 0.0
# ///
# %% amend="figures"

# %% amend="swot"

# %% amend="matrix"

# %% amend="follow-up"

# %% solution="report"
import os

os._exit(0)
