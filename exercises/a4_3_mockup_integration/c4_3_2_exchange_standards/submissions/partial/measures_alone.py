# /// expected
# summary = "Indicateurs faits, aucun classement"
# [criteria."C4.3.2.justified"]
# fraction = 0.0
# ///
# %% solution="choice"
notes = ranking = admissibility = weight_low = weight_high = chosen_standard = None
# %% solution="totals-figure"
# Pas fait.
# %% solution="sensitivity-figure"
# Pas fait.
