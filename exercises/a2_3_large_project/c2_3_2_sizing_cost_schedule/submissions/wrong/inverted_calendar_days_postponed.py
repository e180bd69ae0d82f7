# /// expected
# summary = "Indices inversés, lot en retard pour le lot cher ; durées calendaires ; tout repoussé d’un an"
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
# %% amend="network"
for name in list(worked):
    worked[name] = DAYS
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
