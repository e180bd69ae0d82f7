# /// expected
# summary = "Charges non actualisées, serveurs et disques"
# [criteria."C2.2.2.sizing"]
# fraction = [0.84, 0.93]
# misconception = "not-discounted"
# message = "actualisées"
# ///
# %% amend="servers"
def discounted_eur(purchase_eur, yearly_eur):
    return purchase_eur + specification["cost_years"] * yearly_eur


for row, offer in zip(servers, servers_on_offer, strict=True):
    row["total_cost_eur"] = total_cost_eur(offer, row["servers"])
server_model = min(servers, key=lambda row: row["total_cost_eur"])["model"]
