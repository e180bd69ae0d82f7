# /// expected
# summary = "Les départs ignorés : ce qui en découle est jugé d’après eux"
# [criteria."C2.3.2.calculations"]
# fraction = [0.85, 0.98]
# misconception = "departures-ignored"
# message = "contrat"
# ///
# %% amend="needs"
def is_present(company, year):
    return company["first_year"] <= year


yearly_needs = needs_of(years)
