# /// expected
# summary = "L’avance compte les deux jours extrêmes"
# [criteria."C4.3.4.compatible"]
# fraction = [0.9, 0.95]
# misconception = "days-inclusive"
# ///
# %% amend="journal"
premature_effects = [row | {"days_early": row["days_early"] + 1} for row in premature_effects]
