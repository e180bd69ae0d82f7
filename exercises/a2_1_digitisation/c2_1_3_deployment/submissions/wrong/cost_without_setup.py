# /// expected
# summary = "Mise en service de la liaison oubliée"
# [criteria."C2.1.3.support"]
# fraction = 0.904762
# misconception = "setup-cost-forgotten"
# message = "mise en service"
# ///
# %% amend="hardware"
total_cost_eur -= link["mise_en_service_eur"]
