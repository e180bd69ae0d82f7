# /// expected
# summary = "Pointes par tri, factures dédoublonnées dans l’ordre, planning décalé seulement là où il déborde"
# ///
# %% amend="needs"
for row in yearly_needs:
    row["concurrent"] = float(f"{row['concurrent']:.3g}")
# %% solution="purchase"
by_access = sorted(yearly_needs, key=lambda row: -row["concurrent"])
by_volume = sorted(yearly_needs, key=lambda row: -row["stored_tb"])
peak_access_year, peak_stored_year = by_access[0]["year"], by_volume[0]["year"]
servers_to_provide = sorted(row["servers"] for row in yearly_needs)[-1]
provisioned_tb = round(100 * by_volume[0]["stored_tb"] / specification["maximum_fill_percent"], 1)
disks = 4
while (disks - 2) * specification["disk_tb"] < 100 * by_volume[0]["stored_tb"] / specification["maximum_fill_percent"]:
    disks += 1


def stored_tb_at(companies, year, kept_years):
    kept = 0.0
    for company in companies:
        volume, current = company["yearly_tb"], company["first_year"]
        while current <= min(year, company["last_year"]):
            if current > year - kept_years:
                kept += volume
            volume += volume * company["growth_percent"] / 100
            current += 1
    return kept


# %% amend="values"
seen, spent = set(), Counter()
for row in ledger:
    if row["numero"] not in seen:
        seen.add(row["numero"])
        spent[row["lot"], row["periode"]] += row["montant_eur"]
months = months_of(planned_eur, earned_eur, spent)[::-1]
lots = lots_of(planned_eur, earned_eur, spent)[::-1]
# %% amend="levelling"
# Only what overflows is shifted: the least urgent task of the day to the day after, again and again.
shifted = {}
for _ in range(400):
    for code in shifted:
        tasks[code]["not_before"] = shifted[code]
    plan = scheduled(order)
    loads = loads_of(plan)
    over = [(day, name) for name, by_day in loads.items() for day, load in by_day.items() if load > capacities[name]]
    if not over:
        break
    day, name = min(over)
    there = [code for code in tasks if tasks[code]["demands"].get(name) and plan[code][0] <= day <= plan[code][1]]
    last = max(there, key=lambda code: (late_spans[code][0], code))
    shifted[last] = day + ONE_DAY
gantt, milestones = bars_of(plan), milestones_of(early, plan)
