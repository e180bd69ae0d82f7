# /// expected
# summary = "Les dates au plus tôt rendues comme planning, les jours chômés comptés comme surcharge"
# [criteria."C2.3.2.gantt"]
# fraction = 0.80625
# misconception = "early-dates-as-plan"
# message = "capacité"
# ///
# %% amend="resources"
for row in resources:
    over = sorted(day for day, load in early_loads[row["resource"]].items() if load > capacities[row["resource"]])
    gaps = [(after - before).days - 1 for before, after in zip(over, over[1:], strict=False)]
    row["overload_days"] = len(over) + sum(gap for gap in gaps if gap <= 4)
# %% amend="levelling"
gantt, milestones = bars_of(early), milestones_of(early, early)
