# /// expected
# summary = "Une exception au moment de classer : les indicateurs comptent"
# [criteria."C4.3.2.kpi"]
# fraction = 1.0
# ///
# %% amend="exports"

# %% amend="kept"

# %% amend="shapes"

# %% amend="names"

# %% amend="coverage"

# %% solution="choice"
notes = ranking = admissibility = weight_low = weight_high = chosen_standard = None
raise RuntimeError("le classement a échoué")
