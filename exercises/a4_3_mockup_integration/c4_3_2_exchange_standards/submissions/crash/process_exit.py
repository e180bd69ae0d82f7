# /// expected
# summary = "Le processus se termine lui-même avant le classement"
# [criteria."C4.3.2.kpi"]
# fraction = [0.9, 1.0]
# ///
# %% amend="exports"

# %% amend="kept"

# %% amend="shapes"

# %% amend="names"

# %% amend="coverage"

# %% solution="choice"
import os

os._exit(0)
