# /// expected
# summary = """Une page bien formée aux chiffres et aux dates inventés, les mêmes que dans les tableaux, et du \
# remplissage ; une part de l’accessibilité reste (titres, tableau et image sont bien balisés), et des nombres de \
# livraisons devinés tombent parfois juste"""
# [criteria."C2.3.3.roadmap"]
# fraction = [0.0, 0.2]
# [criteria."C2.3.3.standalone"]
# fraction = [0.0, 0.2]
# ///
# %% solution="figures"
numbers = [row for row in asked_figures if row["unite"] != "date"]
key_figures = [{"key": row["cle"], "value": 10, "unit": row["unite"]} for row in numbers]
# %% solution="stages"
DAY, SHOWN = "2040-01-01", "1er janvier 2040"
spent = sum(float(cell.replace(",", ".")) for row in planned for lot, cell in row.items() if lot != "mois") / 1e6
stages = [
    {"milestone": row["jalon"], "early": DAY, "feasible": DAY, "deliveries": 1, "planned_meur": spent}
    for row in asked_stages
]
# %% solution="page"
page = None
# %% solution="assembly"
values = {
    row["cle"]: f'<data data-cle="{row["cle"]}" value="10">{comma(10, int(row["decimales"]))} {row["unite"]}</data>'
    for row in numbers
}
keys = [row["jalon"] for row in asked_stages] + ["mise_en_service"]
values |= {key: f'<time data-cle="{key}" datetime="{DAY}">{SHOWN}</time>' for key in keys}
cells = "".join(f'<tr><th scope="row">{key}</th><td>{value}</td></tr>' for key, value in values.items())
all_values = "".join(values.values())
views = "".join(
    f"<h3>{row['metier']}</h3><p>{' '.join(f'mot{rank}bis{number}' for number in range(60))}</p>{all_values}"
    for rank, row in enumerate(asked_views)
)
words = "".join(f'<dt id="t{rank}">{word}</dt><dd>C’est {word}.</dd>' for rank, word in enumerate(asked_terms))
page = f"""<!DOCTYPE html><html lang="fr"><head><title>Feuille de route de la ligne V</title></head><body><main>
<h1>Ligne V</h1><svg role="img" aria-label="Frise des étapes de la ligne"><line x1="0" y1="0" x2="9" y2="0"/></svg>
<h2>Étapes</h2><table><caption>Étapes et chiffres</caption><thead><tr><th scope="col">Clé</th>
<th scope="col">Valeur</th></tr></thead><tbody>{cells}</tbody></table>
<h2>Vues</h2>{views}<h2>Glossaire</h2><dl>{words}</dl></main></body></html>"""
