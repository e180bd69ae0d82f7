# /// expected
# summary = "Durées comptées en jours calendaires"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "calendar-days"
# message = "calendaires"
# ///
# %% amend="network"
for name in list(worked):
    worked[name] = DAYS
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
