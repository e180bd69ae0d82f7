# /// expected
# summary = "Serveurs de sessions calculés à pleine charge"
# [criteria."C2.2.2.sizing"]
# fraction = 0.95
# misconception = "servers-at-full-load"
# message = "pleine charge"
# ///
# %% amend="servers"
for row, offer in zip(servers, servers_on_offer, strict=True):
    row["servers"] = ceil(concurrent_accesses / offer["sessions"]) + 1
    row["total_cost_eur"] = total_cost_eur(offer, row["servers"])
server_model = min(servers, key=lambda row: row["total_cost_eur"])["model"]
