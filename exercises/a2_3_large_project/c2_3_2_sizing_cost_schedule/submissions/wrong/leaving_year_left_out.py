# /// expected
# summary = "L’année du départ oubliée"
# [criteria."C2.3.2.calculations"]
# fraction = [0.75, 0.88]
# misconception = "leaving-year-left-out"
# sometimes = ["spare-forgotten"]
# message = "départ"
# ///
# %% amend="needs"
def is_present(company, year):
    leaves = company["last_year"] < LAST_YEAR or day_of(company["depart"]).year == LAST_YEAR
    return company["first_year"] <= year < company["last_year"] + (not leaves)


yearly_needs = needs_of(years)
