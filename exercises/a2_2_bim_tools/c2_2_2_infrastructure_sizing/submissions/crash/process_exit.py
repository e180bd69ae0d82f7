# /// expected
# summary = "Le processus se termine lui-même"
# ///
# %% solution="survival"
import os

os._exit(0)
