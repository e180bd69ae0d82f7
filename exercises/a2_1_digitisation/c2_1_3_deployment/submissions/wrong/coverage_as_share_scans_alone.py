# /// expected
# summary = "Couverture donnée en part, mises en station oubliées"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "setup-forgotten"
# message = "mise en station"
# ///
# %% amend="plan-figures"
coverage_percent = coverage_percent / 100
minutes = sum(resolutions[resolution]["duree_min"] for _, resolution in plan)
