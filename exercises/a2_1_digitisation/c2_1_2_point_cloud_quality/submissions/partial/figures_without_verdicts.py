# /// expected
# summary = "Tous les chiffres, aucun verdict"
# [criteria."C2.1.2.noise"]
# fraction = 0.85
# [criteria."C2.1.2.resolution"]
# fraction = 0.866667
# [criteria."C2.1.2.precision"]
# fraction = 0.8125
# [criteria."C2.1.2.colour"]
# fraction = 0.727273
# ///
# %% amend="noise"
noise_conform = None
# %% amend="resolution"
resolution_conform = None
# %% amend="precision"
precision_decision = None
# %% amend="colour"
colour_conform = None
