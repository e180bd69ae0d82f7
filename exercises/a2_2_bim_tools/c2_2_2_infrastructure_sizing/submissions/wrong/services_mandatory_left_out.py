# /// expected
# summary = "Un service obligatoire sacrifié"
# [criteria."C2.2.2.sizing"]
# fraction = 0.875
# misconception = "mandatory-left-out"
# message = "obligatoire"
# ///
# %% amend="budget"
paid_services = [row for row in paid_services if row["service"] != mandatory[-1]]
services_cost_eur = cost_of([row["service"] for row in paid_services])
