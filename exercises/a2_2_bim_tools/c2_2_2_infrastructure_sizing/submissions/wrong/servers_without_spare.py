# /// expected
# summary = "Pas de serveur de secours pour les sessions"
# [criteria."C2.2.2.sizing"]
# fraction = 0.95
# misconception = "spare-forgotten"
# message = "secours"
# ///
# %% amend="servers"
for row, offer in zip(servers, servers_on_offer, strict=True):
    row["servers"] -= 1
    row["total_cost_eur"] = total_cost_eur(offer, row["servers"])
server_model = min(servers, key=lambda row: row["total_cost_eur"])["model"]
# %% amend="budget"
