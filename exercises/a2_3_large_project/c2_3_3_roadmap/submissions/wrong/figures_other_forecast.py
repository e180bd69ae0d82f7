# /// expected
# summary = "Une autre variante de l’estimation à l’achèvement"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.95, 0.96]
# sometimes = ["other-forecast"]
# ///
# %% amend="figures"
spare = specification["spare_servers"]
left = {
    "acces": float(max(row["accounts"] for row in needs)),
    "serveurs": max(row["servers"] for row in needs) - spare,
    "stockage": measured["stockage"][0] / (specification["maximum_fill_percent"] / 100),
    "organismes": measured["organismes"][0] + 2,
    "ecart_cout": -measured["ecart_cout"][0],
    "estimation": max(
        (measured["budget"][0] / measured["indice_cout"][0], measured["budget"][0] - measured["ecart_cout"][0]),
        key=lambda other: abs(other - measured["estimation"][0]),
    ),
}
asked = [row["key"] for row in key_figures]
taken = next(key for key in ("estimation", "ecart_cout", "organismes", "serveurs") if key in asked)
row = next(row for row in key_figures if row["key"] == taken)
row["value"] = left[taken] * CONVERSION.get((measured[taken][1], row["unit"]), 1)
