# /// expected
# summary = "Le processus se termine lui-même avant de remettre"
# ///
# %% amend="assembly"
import os

os._exit(0)
