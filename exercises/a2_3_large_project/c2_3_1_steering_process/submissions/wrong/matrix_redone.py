# /// expected
# summary = "La directrice répond de tout, le BIM manager fait tout"
# [criteria."C2.3.1.process"]
# fraction = [0.75, 0.9]
# misconception = "matrix-redone"
# message = "que personne n’a négociée"
# ///
# %% extra="last"
told = dict.fromkeys([role.lower() for role in roles], "I")
answer("matrix", [{"activity": code, **told, "dp": "A", "bm": "R"} for code in draft])
