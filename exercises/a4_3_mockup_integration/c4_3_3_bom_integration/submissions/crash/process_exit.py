# /// expected
# summary = "Le processus se termine lui-même"
# ///
# %% solution="patch"
import os

os._exit(0)
