# /// expected
# summary = "Les quotas sans la suite"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.3
# message = "Pas de réponse"
# ///
# %% amend="sample"
panel_states = panel_distance = panel = None
# %% amend="grid"
attitudes = None
# %% solution="grid-figure"
