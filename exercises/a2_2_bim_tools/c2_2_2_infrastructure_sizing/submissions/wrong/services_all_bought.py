# /// expected
# summary = "Tous les services payés, budget ou non"
# [criteria."C2.2.2.sizing"]
# fraction = 0.875
# misconception = "services-over-budget"
# message = "renoncer"
# ///
# %% amend="budget"
paid_services, services_cost_eur = [{"service": code} for code in services], cost_of(services)
