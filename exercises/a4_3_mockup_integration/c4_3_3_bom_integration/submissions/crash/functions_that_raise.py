# /// expected
# summary = "Des fonctions qui échouent toutes, chacune à sa façon"
# ///
# %% extra="last"
def failing(*arguments):
    raise ValueError(str(arguments)[:200])


for name in ("extract_bill", "material_take_off"):
    answer(name, lambda ifc_text: failing(ifc_text))
answer("find_loop", lambda lines: None)
answer("mass_and_cost", lambda articles, lines: [{"article": 1}])
answer("where_used", lambda lines, article: failing(article))
answer("reconcile", lambda articles, engineering, manufacturing, order: "rien")
answer("synchronise", lambda source, target, fields: [source] * 3)
answer("requirements", lambda articles, lines, order: 1 / 0)
