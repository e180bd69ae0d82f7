# /// expected
# summary = "La date imposée oubliée, les marges en jours calendaires"
# [criteria."C2.3.2.gantt"]
# fraction = [0.84, 0.94]
# misconception = "imposed-date-forgotten"
# message = "imposée"
# ///
# %% amend="network"
for task in tasks.values():
    task["not_before"] = START
early, late_spans, total, free = both_passes()
total = {code: (late_spans[code][0] - early[code][0]).days for code in tasks}
dates = rows_of(early, total, free)
