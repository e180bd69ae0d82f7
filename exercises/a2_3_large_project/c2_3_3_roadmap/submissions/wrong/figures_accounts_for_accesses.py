# /// expected
# summary = "Les comptes de l’année la plus chargée à la place des accès simultanés"
# [criteria."C2.3.3.roadmap"]
# fraction = [0.95, 0.96]
# sometimes = ["named-for-concurrent"]
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
taken = next(key for key in ("acces", "ecart_cout", "organismes", "estimation") if key in asked)
row = next(row for row in key_figures if row["key"] == taken)
row["value"] = left[taken] * CONVERSION.get((measured[taken][1], row["unit"]), 1)
