# /// expected
# summary = "La mise en service oubliée dans le coût"
# [criteria."C2.2.2.network"]
# fraction = 0.95
# misconception = "setup-cost-forgotten"
# message = "mise en service"
# ///
# %% amend="upgrade"
upgrade_cost_eur = sum(specification["network_months"] * options[code]["mensuel_eur"] for code in chosen)
