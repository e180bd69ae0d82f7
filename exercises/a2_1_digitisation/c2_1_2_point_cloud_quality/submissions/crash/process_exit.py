# /// expected
# summary = "Le processus se termine lui-même après le bruit"
# [criteria."C2.1.2.noise"]
# fraction = 1.0
# [criteria."C2.1.2.resolution"]
# fraction = 0.35
# ///
# %% amend="acquisition"
# %% amend="noise"
# %% solution="resolution"
import os

os._exit(0)
