# /// expected
# summary = "Tout le registre, tous les freins, toutes les fautes, toutes les actions : l’abondance"
# [criteria."C2.3.1.stakeholders"]
# fraction = 0.2
# [criteria."C2.3.1.process"]
# fraction = 0.12
# [criteria."C2.3.1.change"]
# fraction = 0.12
# ///
# %% extra="last"
THEMES = "partage competences outils charge decision controle cout utilite".split()
FAULTS = ("sans A", "plusieurs A", "sans R", "A sans autorité", "C ou I de trop", "rôle sans lettre")
everybody = sorted({row["identifiant"] for row in register})
answer("panel", [{"body": identifier} for identifier in everybody])
answer("attitudes", [{"body": identifier, "attitude": "associer étroitement"} for identifier in everybody])
pairs = [(code, theme) for code in INTERVIEWS for theme in THEMES]
told = [{"interview": code, "theme": theme, "code": "frein", "passage": texts[code]} for code, theme in pairs]
answer("coding", told)
answer("matrix_faults", [{"place": code, "fault": fault} for code in draft for fault in FAULTS])
everything = {role.lower(): "RACI" for role in roles}
answer("matrix", [{"activity": code, **everything} for code in draft])
answer("actions", [{"action": action, "step": "Former"} for action in offers])
links = [{"action": action, "resistance": f"{code}-{theme}"} for action in offers for code, theme in pairs]
answer("treatments", links[:200])
