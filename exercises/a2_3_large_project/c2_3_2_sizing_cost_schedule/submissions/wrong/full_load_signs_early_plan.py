# /// expected
# summary = "Pleine charge, volumes partis, année moyenne ; signes, autre variante ; dates au plus tôt rendues"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "full-load"
# message = "aléa"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "sign-reversed"
# message = "signe"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "early-dates-as-plan"
# message = "capacité"
# ///
# %% amend="needs"
for row in yearly_needs:
    row["servers"] = ceil(row["concurrent"] / specification["sessions_per_server"]) + specification["spare_servers"]
    there = [company for company in companies if is_present(company, row["year"])]
    kept = range(row["year"] - specification["kept_years"] + 1, row["year"] + 1)
    row["stored_tb"] = sum(produced_by(each, year) for each in there for year in kept if is_present(each, year))
# %% amend="purchase"
servers_to_provide = round(sum(row["servers"] for row in yearly_needs) / len(yearly_needs))
# %% amend="indices"
cost_variance_eur, schedule_variance_eur = -cost_variance_eur, -schedule_variance_eur
estimate_eur = next(value for name, value in estimates_eur.items() if name != forecast)
earned, spent, dear_since = 0.0, 0.0, None
for month in elapsed:
    earned, spent = earned + earned_eur[dear_lot, month], spent + actual_eur[dear_lot, month]
    below = spent and earned / spent < specification["act_below"]
    dear_since = (dear_since or month) if below else None
dear_since = dear_since or elapsed[-1]
# %% amend="resources"
for row in resources:
    over = sorted(day for day, load in early_loads[row["resource"]].items() if load > capacities[row["resource"]])
    gaps = [(after - before).days - 1 for before, after in zip(over, over[1:], strict=False)]
    row["overload_days"] = len(over) + sum(gap for gap in gaps if gap <= 4)
# %% amend="levelling"
gantt, milestones = bars_of(early), milestones_of(early, early)
