# /// expected
# summary = "Liaison comptée pour sa mise en service et un seul mois"
# [criteria."C2.1.3.support"]
# fraction = 0.904762
# misconception = "monthly-cost-forgotten"
# message = "contrat"
# ///
# %% amend="hardware"
total_cost_eur = price(storage) + price(workstation) + link["mise_en_service_eur"] + link["mensuel_eur"]
