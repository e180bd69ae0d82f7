# /// expected
# summary = "Une seule mensualité comptée"
# [criteria."C2.2.2.network"]
# fraction = 0.95
# misconception = "monthly-cost-forgotten"
# message = "contrat"
# ///
# %% amend="upgrade"
upgrade_cost_eur = sum(options[code]["mise_en_service_eur"] + options[code]["mensuel_eur"] for code in chosen)
