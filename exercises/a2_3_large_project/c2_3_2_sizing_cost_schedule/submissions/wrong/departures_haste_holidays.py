# /// expected
# summary = "Départs ignorés ; dernier mois et lignes répétées comptés ; jours chômés oubliés"
# [criteria."C2.3.2.calculations"]
# fraction = [0.0, 0.99]
# misconception = "departures-ignored"
# message = "contrat"
# [criteria."C2.3.2.costs"]
# fraction = [0.0, 0.99]
# misconception = "planned-of-the-month"
# message = "cumulé"
# [criteria."C2.3.2.gantt"]
# fraction = [0.0, 0.99]
# misconception = "holidays-ignored"
# message = "chômés"
# ///
# %% amend="needs"
def is_present(company, year):
    return company["first_year"] <= year


yearly_needs = needs_of(years)
# %% amend="values"
planned_eur = {key: value if key[1] == elapsed[-1] else 0 for key, value in planned_eur.items()}
lots = [
    row | {"planned_eur": planned_eur[row["lot"], elapsed[-1]]} for row in lots_of(planned_eur, earned_eur, actual_eur)
]
actual_eur = spent_on(ledger)
counted = {row["lot"]: row["actual_eur"] for row in lots_of(planned_eur, earned_eur, actual_eur)}
for row in lots:
    row["actual_eur"] = counted[row["lot"]]
# %% amend="network"
for row in read_table("calendriers.csv"):
    worked[row["calendrier"]] = [day for day in DAYS if WEEK[day.weekday()] in row["jours_ouvres"]]
early, late_spans, total, free = both_passes()
dates = rows_of(early, total, free)
critical_path = [{"step": step, "task": code} for step, code in enumerate(path_to_the_end(early), start=1)]
