# /// expected
# summary = "Valeurs non arrondies, unités en toutes lettres, dates en chiffres, termes développés sur place"
# ///
# %% amend="figures"
WORDS = {"M€": "millions d’euros", "k€": "keur", "%": "pour cent", "To": "téraoctets", "Tio": "TiB", "Go": "GB"}
key_figures = []
for demand in reversed(asked_figures):
    value, own_unit = measured.get(demand["cle"], (None, ""))
    if value is not None:
        value *= CONVERSION.get((own_unit, demand["unite"]), 1)
        unit = WORDS.get(demand["unite"], demand["unite"])
        key_figures.append({"key": demand["cle"], "value": value, "unit": unit})
# %% amend="page"
VIEWS = {
    trade: re.sub(r'<a href="#[^"]*">(.*?)</a>', r"<abbr title='dit plus bas, en toutes lettres'>\1</abbr>", view)
    for trade, view in VIEWS.items()
}
# %% amend="assembly"
page = re.sub(
    r'"(\d+)-(\d+)-(\d+)">[^<]*<', lambda found: f'"{found[0][1:11]}">{"/".join(found.groups()[::-1])}<', page
)
stages.reverse()
for row in stages:
    row["milestone"] = row["milestone"].lower()
for row in key_figures:
    row |= {"key": f" {row['key'].upper()} ", "unit": row["unit"] or "-"}
