# /// expected
# summary = "Le processus se termine lui-même avant les poids"
# [criteria."C2.1.1.exhaustive"]
# fraction = 1.0
# [criteria."C2.1.1.technologies"]
# fraction = 1.0
# [criteria."C2.1.1.measurable"]
# fraction = 1.0
# ///
# %% amend="sorting"

# %% amend="families"

# %% amend="criteria"

# %% solution="weights"
import os

os._exit(0)
