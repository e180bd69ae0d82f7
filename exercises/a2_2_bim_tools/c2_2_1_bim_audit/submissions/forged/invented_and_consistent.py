# /// expected
# summary = "La procédure pour le processus, des taux nuls, un outil à 100 points contre 0 : rien qui se contredise"
# [criteria."C2.2.1.faithful"]
# fraction = [0.0, 0.15]
# [criteria."C2.2.1.levers"]
# fraction = [0.0, 0.15]
# [criteria."C2.2.1.tools"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
some = [(code, theme) for code in INTERVIEWS for theme in ("formats", "controle", "roles")]
answer(
    "coding", [{"interview": code, "theme": theme, "code": "frein", "passage": "le la les un"} for code, theme in some]
)
steps = re.findall(r"^\| ([a-z]+) \| ([a-z]+) \|$", document, re.MULTILINE)
answer("process_arcs", [{"source": one, "target": other, "interviews": "I03"} for one, other in steps])
names = ("P-autocontrole", "P-arbitrage", "P-reprise", "P-ordre", "P-source_livraison", "P-archivage")
answer("deviations", [{"finding": name, "established_by": "I03", "recited_by": "I01"} for name in names])
answer("failing", [])
answer("conformity", [{"model": name, "conformity_percent": 100.0} for name in MODELS])
answer("container_faults", [{"container": row["conteneur"], "rule": "RC-1"} for row in register])
answer("finding_rates", [{"finding": code, "rate": 0.0} for code in findings])
answer("lever_priorities", [{"lever": code, "priority": 0.0} for code in levers])
taken, cost, weeks = [], 0, 0
for code, row in levers.items():
    if cost + int(row["cout_eur"]) <= specification["lever_budget_eur"]:
        if weeks + int(row["semaines"]) <= specification["lever_weeks"]:
            taken, cost, weeks = [*taken, code], cost + int(row["cout_eur"]), weeks + int(row["semaines"])
answer("programme", [{"lever": code} for code in taken])
tools = [offer["outil"] for offer in offers]
answer("tool_failures", [{"tool": name, "requirement": "OX-1"} for name in tools[1:]])
answer("tool_points", [{"tool": name, "points": 100.0 if name == tools[0] else 0.0} for name in tools])
answer("recommended_tool", tools[0])
answer("lead_points", 100.0)
answer("unmet_wishes", [])
