# /// expected
# summary = "Une exception en écrivant l’IDS : les pratiques et le tableau comptent"
# [criteria."C4.3.1.practices"]
# fraction = 1.0
# [criteria."C4.3.1.detail-level"]
# fraction = 0.225
# ///
# %% amend="coding"

# %% amend="phases"

# %% amend="needs"

# %% solution="ids"
raise RuntimeError("ifctester a échoué")
