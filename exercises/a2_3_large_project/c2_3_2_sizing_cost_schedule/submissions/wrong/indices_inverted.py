# /// expected
# summary = "Les indices inversés, le lot en retard pris pour le lot cher"
# [criteria."C2.3.2.costs"]
# fraction = 0.925
# misconception = "index-inverted"
# message = "numérateur"
# ///
# %% amend="indices"
cost_index, schedule_index = 1 / cost_index, 1 / schedule_index
dear_lot = late_lot
