# /// expected
# summary = "Durées comptées en jours calendaires"
# [criteria."C2.3.2.gantt"]
# fraction = [0.36, 0.49]
# misconception = "calendar-days"
# sometimes = ["overloads-in-elapsed-days"]
# message = "calendaires"
# ///
# %% amend="network"
for name in list(worked):
    worked[name] = DAYS
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
