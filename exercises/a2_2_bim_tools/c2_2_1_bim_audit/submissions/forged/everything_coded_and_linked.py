# /// expected
# summary = "Tout coder, tout relier, tout déclarer en faute : l’abondance"
# [criteria."C2.2.1.faithful"]
# fraction = [0.0, 0.12]
# [criteria."C2.2.1.levers"]
# fraction = [0.0, 0.12]
# [criteria."C2.2.1.tools"]
# fraction = [0.0, 0.2]
# ///
# %% extra="last"
THEMES = "formats versions nommage controle competences roles materiel reseau licences exploitation".split()
STEPS = "cadrage production autocontrole depot assemblage conflits synthese correction visa publication".split()
everybody = ", ".join(INTERVIEWS)
whole = [
    {"interview": code, "theme": theme, "code": "frein", "passage": texts[code]}
    for code in INTERVIEWS
    for theme in THEMES
]
answer("coding", whole)
arcs = list(itertools.permutations(STEPS, 2))[:60]
answer("process_arcs", [{"source": one, "target": other, "interviews": everybody} for one, other in arcs])
RULES = [f"RC-{number}" for number in range(1, 7)]
faults = [{"container": row["conteneur"], "rule": rule} for row in register for rule in RULES]
answer("container_faults", faults)
answer("programme", [{"lever": code} for code in levers])
names = [offer["outil"] for offer in offers]
codes = [f"OX-{number}" for number in range(1, 6)]
answer("tool_failures", [{"tool": name, "requirement": code} for name in names for code in codes])
answer("recommended_tool", " ".join(names)[:60])
