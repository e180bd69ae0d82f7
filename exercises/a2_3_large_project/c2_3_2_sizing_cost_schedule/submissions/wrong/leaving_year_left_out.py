# /// expected
# summary = "L’année du départ oubliée"
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
