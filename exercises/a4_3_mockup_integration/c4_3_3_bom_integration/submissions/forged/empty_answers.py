# /// expected
# summary = "Partout la liste vide, qui passerait pour une absence de boucle, d’écart et de correctif"
# [criteria."C4.3.3.mechanism"]
# fraction = 0.0
# ///
# %% extra="last"
answer("extract_bill", lambda ifc_text: [])
answer("material_take_off", lambda ifc_text: [])
answer("find_loop", lambda lines: [])
answer("mass_and_cost", lambda articles, lines: [])
answer("where_used", lambda lines, article: [])
answer("reconcile", lambda articles, engineering, manufacturing, order: [])
answer("synchronise", lambda source, target, fields: [])
answer("requirements", lambda articles, lines, order: [])
for name in ("loop", "order_needs", "works_findings", "model_findings", "interfaces"):
    answer(name, [])
