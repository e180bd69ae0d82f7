# /// expected
# summary = "Fichiers mesurés ; rien de ce qui se perd, ni noms ni formes"
# [criteria."C4.3.2.kpi"]
# fraction = [0.2, 0.3]
# [criteria."C4.3.2.justified"]
# fraction = 0.0
# message = "sans fondement"
# ///
# %% solution="kept"
kept_shares = property_fates = class_fates = None
# %% solution="shapes"
si_totals = shape_deviations = None
# %% solution="names"
naming_faults = misnamed = None
# %% solution="kept-figure"
# Pas fait.
# %% solution="choice"
notes = ranking = admissibility = weight_low = weight_high = None
chosen_standard = "IFC4"
# %% solution="totals-figure"
# Pas fait.
# %% solution="sensitivity-figure"
# Pas fait.
