# /// expected
# summary = "Les indices inversés, le lot en retard pris pour le lot cher"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "index-inverted"
# message = "numérateur"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "calendar-days"
# message = "calendaires"
# ///
# %% amend="indices"
cost_index, schedule_index = 1 / cost_index, 1 / schedule_index
dear_lot = late_lot
