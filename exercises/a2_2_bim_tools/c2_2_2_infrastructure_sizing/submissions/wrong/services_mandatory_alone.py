# /// expected
# summary = "Les services obligatoires seuls"
# [criteria."C2.2.2.sizing"]
# fraction = 0.875
# misconception = "services-not-the-best"
# message = "sous-ensembles"
# ///
# %% amend="budget"
paid_services, services_cost_eur = [{"service": code} for code in mandatory], cost_of(mandatory)
