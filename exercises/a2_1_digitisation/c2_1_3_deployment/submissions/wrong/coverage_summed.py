# /// expected
# summary = "Couvertures des stations additionnées"
# [criteria."C2.1.3.coverage"]
# fraction = 0.952381
# misconception = "coverage-summed"
# message = "réunion"
# ///
# %% amend="plan-figures"
coverage_percent = sum(100 * planner.surveyed(*station).mean() for station in plan)
