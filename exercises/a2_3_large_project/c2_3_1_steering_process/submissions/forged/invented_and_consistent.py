# /// expected
# summary = "Les quotas du panel envisagé, le même mot partout, un processus vide : rien qui se contredise"
# [criteria."C2.3.1.stakeholders"]
# fraction = [0.0, 0.15]
# [criteria."C2.3.1.process"]
# fraction = [0.0, 0.15]
# [criteria."C2.3.1.change"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
category = {row["identifiant"]: row["categorie"] for row in register}
CATEGORIES = sorted(set(category.values()))
copied = Counter(category[body] for body in envisaged)
answer("quotas", [{"category": name, "bodies": 9, "interviews": copied[name]} for name in CATEGORIES])
answer("panel_states", [{"category": name, "state": "juste"} for name in CATEGORIES])
answer("panel_distance", 0.0)
answer("panel", [{"body": body} for body in envisaged])
answer("attitudes", [{"body": body, "attitude": "associer étroitement"} for body in category])
some = [(code, theme) for code in INTERVIEWS for theme in ("charge", "cout", "outils")]
answer(
    "coding", [{"interview": code, "theme": theme, "code": "frein", "passage": "le la les un"} for code, theme in some]
)
answer("matrix_faults", [{"place": code, "fault": "sans R"} for code in draft])
answer("matrix", [{"activity": code, **{role.lower(): "AR" for role in roles}} for code in draft])
lazy = ProcessBuilder("Pilotage")
lane = lazy.pool("Ligne V")
first, again, work = lazy.start("Début", lane), lazy.exclusive("", lane), lazy.task("Piloter", lane)
choice, last = lazy.exclusive("Fini ?", lane), lazy.end("Fin", lane)
lazy.sequence(first, again, work, choice)
lazy.flow(choice, again, "non", default=True)
lazy.flow(choice, last, "oui")
answer("process", lazy.xml())
fitting, days = [], 0
for code, offer in offers.items():
    if days + int(offer["jours"]) <= int(specification["change_days"]):
        fitting, days = [*fitting, code], days + int(offer["jours"])
answer("actions", [{"action": code, "step": "Piloter"} for code in fitting])
links = [{"action": code, "resistance": f"{interview}-{theme}"} for code in fitting for interview, theme in some]
answer("treatments", links[:200])
