# /// expected
# summary = "Le processus se termine lui-même"
# ///
# %% solution="network"
import os

os._exit(0)
