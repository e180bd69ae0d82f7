# /// expected
# summary = "Une autre variante de l’estimation à l’achèvement"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.968, 0.9685]
# misconception = "other-forecast"
# ///
# %% amend="figures"
table = {row["key"]: row for row in key_figures}
budget_eur, variance_eur, index = (measured[key][0] for key in ("budget", "ecart_cout", "indice_cout"))
others = (budget_eur / index, budget_eur - variance_eur)
other = max(others, key=lambda each: abs(each - measured["estimation"][0]))
table["estimation"]["value"] = other * CONVERSION[("€", table["estimation"]["unit"])]
