# /// expected
# summary = "Un planning sans surcharge, tout repoussé d’un an ; écarts des jalons en jours ouvrés"
# [criteria."C2.3.2.gantt"]
# fraction = 0.85
# misconception = "everything-postponed"
# message = "repoussé"
# ///
# %% amend="levelling"
taken = {resource: Counter() for resource in capacities}
for task in tasks.values():
    task["not_before"] += timedelta(days=364)
plan = scheduled(urgent, first_fit)
gantt, milestones = bars_of(plan), milestones_of(early, plan)
weekdays = [day for day in DAYS if day.weekday() < 5]
for row in milestones:
    ends = (date.fromisoformat(row[key]) for key in ("early", "planned"))
    first, last = (bisect_left(weekdays, day) for day in ends)
    row["slip_days"] = last - first
