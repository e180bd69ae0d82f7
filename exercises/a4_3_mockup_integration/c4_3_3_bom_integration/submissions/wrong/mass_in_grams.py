# /// expected
# summary = "Masses prises sans leur unité"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.94, 0.98]
# misconception = "mass-unit-ignored"
# message = "unite_masse"
# ///
# %% amend="graph"
with_units = mass_and_cost


def mass_and_cost(articles, lines):
    return with_units([{**row, "unite_masse": "kg"} for row in articles], lines)
