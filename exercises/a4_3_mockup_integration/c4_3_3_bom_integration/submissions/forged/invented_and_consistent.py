# /// expected
# summary = "Une ligne constante de chaque fonction, des besoins nuls, la même clé et la même conversion partout"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.0, 0.15]
# [criteria."C4.3.3.interfaces"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
answer("requirements", lambda articles, lines, order: [{"article": order, "quantity": 1.0}])
answer("mass_and_cost", lambda articles, lines: [{"article": "PR-00001", "mass_kg": 1.0, "cost_eur": 1.0}])
answer("where_used", lambda lines, article: [{"article": article, "direct": True, "final": True}])
answer("find_loop", lambda lines: [])
answer("reconcile", lambda articles, engineering, manufacturing, order: [])
answer("synchronise", lambda source, target, fields: [])
answer("loop", [])
answer("order_needs", [])
answer("order_mass_kg", 1000.0)
answer("order_cost_eur", 1000.0)
answer("works_findings", [])
answer("model_findings", [])
answer("own_patches", [])
row = {"source": "maquette", "source_field": "Tag", "target": "ebom.csv", "target_field": "quantite"}
row |= {"key": "numéro d’article", "conversion": "aucune", "direction": "maquette → PLM", "automation": "manuel"}
answer("interfaces", [{"flow": f"IF-{number:02d}", **row} for number in range(1, 9)])
