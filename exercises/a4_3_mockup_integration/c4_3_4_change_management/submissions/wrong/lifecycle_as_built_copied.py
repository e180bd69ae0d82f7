# /// expected
# summary = "L’état en place est celui de la pose"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "as-built-copied"
# ///
# %% amend="service"
in_place = [
    {"place": row["emplacement"], "article": row["article"], "revision": row["revision"], "serial": row["serie"]}
    for row in mounted
] + [{"place": place, "article": "", "revision": "", "serial": ""} for place, item in held.items() if not item[2]]
