# /// expected
# summary = "Année du départ oubliée ; budget entier et avoirs oubliés ; cinq jours pour tous, marge totale pour libre"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "leaving-year-left-out"
# message = "départ"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "planned-to-the-end"
# message = "date d’état"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "five-day-week"
# message = "six"
# ///
# %% amend="needs"
def is_present(company, year):
    leaves = company["last_year"] < LAST_YEAR or day_of(company["depart"]).year == LAST_YEAR
    return company["first_year"] <= year < company["last_year"] + (not leaves)


yearly_needs = needs_of(years)
# %% amend="values"
actual_eur = spent_on(row for row in once if row["montant_eur"] > 0)
lots, months = lots_of(planned_eur, earned_eur, actual_eur), months_of(planned_eur, earned_eur, actual_eur)
for row in lots:
    row["planned_eur"] = sum(planned_eur[row["lot"], each["mois"]] for each in planned)
# %% amend="network"
for task in tasks.values():
    if task["calendrier"] == "TUN":
        task["calendrier"] = "SUR"
worked["SUR"] = [day for day in worked["TUN"] if day.weekday() < 5]
early, late_spans, total, free = both_passes()
dates = [row | {"free_float_days": row["total_float_days"]} for row in rows_of(early, total, free)]
