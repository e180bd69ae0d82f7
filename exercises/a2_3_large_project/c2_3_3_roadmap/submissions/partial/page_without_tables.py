# /// expected
# summary = "La page seule, juste, sans les tableaux"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.25
# ///
# %% amend="assembly"
key_figures = stages = None
