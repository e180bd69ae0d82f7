# /// expected
# summary = "La charge tombe sur le mois de la prise d’effet"
# [criteria."C4.3.4.feasible"]
# fraction = [0.4, 0.9]
# misconception = "effect-month"
# ///
# %% amend="workload"
month_of = {row["modification"]: f"{day(row['effet_le']):%Y-%m}" for row in changes if row["effet_le"]}
month_of |= {change: "jamais" for change in hours_of if change not in month_of}
hours = {month: sum(hours_of[change] for change in hours_of if month_of[change] == month) for month in months}
workload, left_h = [], 0.0
for month in months:
    load_h = left_h + hours[month]
    left_h, unused_h = max(0.0, load_h - capacity_h), max(0.0, capacity_h - load_h)
    workload.append({"month": month, "hours": hours[month], "left_h": left_h, "unused_h": unused_h})
remaining_h, feasible = left_h, left_h == 0
needed_capacity_h_per_month = max(
    sum(hours[month] for month in months[start:]) / (len(months) - start) for start in range(len(months))
)
