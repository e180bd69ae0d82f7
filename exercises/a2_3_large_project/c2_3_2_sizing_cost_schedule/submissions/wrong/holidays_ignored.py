# /// expected
# summary = "Les jours chômés oubliés"
# [criteria."C2.3.2.gantt"]
# fraction = [0.3, 0.47]
# misconception = "holidays-ignored"
# sometimes = ["float-in-calendar-days", "overloads-in-elapsed-days"]
# message = "chômés"
# ///
# %% amend="network"
for row in read_table("calendriers.csv"):
    worked[row["calendrier"]] = [day for day in DAYS if WEEK[day.weekday()] in row["jours_ouvres"]]
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
critical_path = [{"step": step, "task": code} for step, code in enumerate(path_to_the_end(early), start=1)]
