# /// expected
# summary = "Besoins, masse et coût d’un seul produit"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.89, 0.93]
# message = "À revoir"
# ///
# %% amend="order"
first = normal(next(row["composant"] for row in engineering if normal(row["parent"]) == normal(order_number)))
order_needs = requirements(articles, engineering, first)
row = next(row for row in mass_and_cost(articles, engineering) if row["article"] == first)
order_mass_kg, order_cost_eur = row["mass_kg"], row["cost_eur"]
