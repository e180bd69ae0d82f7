# /// expected
# summary = "La demande rejetée est comptée"
# [criteria."C4.3.4.feasible"]
# fraction = [0.7, 0.99]
# misconception = "rejected-counted"
# ///
# %% amend="workload"
for row in changes:
    change = row["modification"]
    if change not in approved:
        hours_of[change] = own_h[decided[change]] + specification["impacted_article_h"] * (len(felt[change]) - 1)
        month_of[change] = f"{day(row['soumise_le']):%Y-%m}"
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

# %% amend="postponed"
postponed = [row for row in postponed if row["change"] in approved]
