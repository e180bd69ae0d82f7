# /// expected
# summary = "Huit gigaoctets alloués d’un coup"
# ///
# %% solution="acquisition"
import numpy as np

acquisition_plan = qualified_capture = cloud = None
hoard = np.ones(2**30)
