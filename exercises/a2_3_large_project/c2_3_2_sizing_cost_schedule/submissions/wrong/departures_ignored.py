# /// expected
# summary = "Les départs ignorés : ce qui en découle est jugé d’après eux"
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
