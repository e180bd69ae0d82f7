# /// expected
# summary = "Tout nécessaire dès la conception, à tous, sous la même classe ; rien en défaut"
# [criteria."C4.3.1.practices"]
# fraction = [0.0, 0.15]
# [criteria."C4.3.1.detail-level"]
# fraction = [0.0, 0.15]
# ///
# %% extra="last"
PARTNERS = ("astree", "lanvaux", "delorge", "rochebrune", "vertval")
exchanges = {"file_format": "IFC4", "key": "GlobalId", "frequency_days": "7", "delay_days": "7", "level": "loin"}
practices = [{"partner": name, "code": code, "value": value} for name in PARTNERS for code, value in exchanges.items()]
answer("coded_practices", practices)
answer("set_aside", [])
CODES = [f"EX-{number:02d}" for number in range(1, 13)]
OBJECTS = ("panneau", "module", "profil", "fenêtre", "isolant", "voile", "fixation")
answer("geometric_needs", [{"object": name, "detail": "enveloppe"} for name in OBJECTS])
answer("failing", [])
answer("ifc2x3_checked", 10)
answer("ifc2x3_failing", [{"requirement": code, "failing": 0} for code in CODES])
