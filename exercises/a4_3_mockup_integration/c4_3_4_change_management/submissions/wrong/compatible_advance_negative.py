# /// expected
# summary = "L’avance est donnée négative"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.95]
# message = "positive"
# ///
# %% amend="journal"
premature_effects = [row | {"days_early": -row["days_early"]} for row in premature_effects]
