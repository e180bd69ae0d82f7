# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Présenter la feuille de route de la ligne V
#
# **Étude de cas A2.3 · compétence C2.3.3 · 150 minutes · 20 points**
#
# Le processus est conçu, les installations, les coûts et les délais sont calculés. La direction des grands projets doit
# maintenant les **montrer** : au conseil de la métropole, aux riverains, aux entreprises, à l’exploitant, à ceux qui
# signent et à ceux qui creusent. Une seule page, sur son site, lue par des gens qui n’ont ni vos carnets ni votre
# vocabulaire, dont certains ne voient pas l’écran. Personne ne sera là pour l’expliquer.
#
# À la fin de ce carnet vous aurez :
#
# 1. réuni les **chiffres clés** de vos deux autres carnets, dans les unités que la feuille demande ;
# 2. daté les **étapes**, compté ce qui s’y livre et ce qui sera dépensé à leur terme ;
# 3. écrit la **feuille de route**, une page HTML qui se lit seule : étapes, chiffres, une vue par métier, glossaire.
#
# | Critère | Points | Parties |
# |---|---|---|
# | la feuille de route donne ses étapes et ses chiffres clés | 10, dont 5 d’un correcteur | 1, 2 et 3 |
# | elle se lit seule, par tous | 10, dont 5 d’un correcteur | 3 |
#
# Les chiffres et les dates sont ceux de vos carnets C2.3.1 et C2.3.2, justes ou non : ce que vous n’y avez pas rendu
# n’est pas établi ici (et ne rapporte rien), et une erreur faite là-bas ne coûte rien ici. La page est
# jugée d’après **vos** tableaux. Temps conseillé : 15 minutes pour lire, 25 pour les parties 1 et 2, 80 pour la page,
# 30 pour les deux notes.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import re
from datetime import date
from html import escape

import matplotlib.pyplot as plt
from IPython.display import HTML, Markdown, display

from autograders.candidate import answer, handed_in, open_case
from autograders.candidate.pages import Page, PageError, check_page

case = open_case("c2_3_3_roadmap")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante, puis la section 6 du cahier des charges. Le document complet est dans
# `cahier_des_charges.md`.

# %%
specification = case.specification
specification

# %%
# Its headings, two levels down: this notebook has its own.
parts = re.split("^(?=## )", case.path("cahier_des_charges.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
display(Markdown(re.sub("^#", "###", next(part for part in parts if part.startswith("## 6")), flags=re.MULTILINE)))

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `feuille_de_route_etapes.csv` | étapes, jalon qui clôt chacune | par code, non par date |
# | `feuille_de_route_chiffres.csv` | chiffres clés, unité, décimales | l’unité n’est pas toujours la vôtre |
# | `feuille_de_route_vues.csv` | métiers, ce que chacun attend | |
# | `feuille_de_route_termes.csv` | termes à définir | sans leur sens : à vous de le donner |
# | `exigences_echange.csv`, `roles.csv` | livraisons d’information, rôles | |
# | `valeur_planifiee.csv` | valeur planifiée par mois et par lot, en euros | non cumulée |
# | `planning.csv` | tâches et jalons (`duree` 0) | des lignes récapitulatives (`niveau` 1) |
#
# La cellule suivante lit ces tables et affiche ce que vous avez déjà remis. `handed_in(case)` reprend les réponses
# enregistrées par vos autres carnets dans ce dossier, sous leur compétence et leur nom (`"C2.3.2.estimate_eur"`) ; si
# vous travaillez ailleurs, recopiez-les à la main.


# %%
def read_table(name):
    """Return the rows of a table; every cell is the text that stands there."""
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def comma(value, digits):
    """Return a number as printed in French."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")


MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre"),
    "décembre",
)


def in_french(day):
    """Return a day as printed in French."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


asked_stages = read_table("feuille_de_route_etapes.csv")
asked_figures = read_table("feuille_de_route_chiffres.csv")
asked_views = read_table("feuille_de_route_vues.csv")
asked_terms = [row["terme"] for row in read_table("feuille_de_route_termes.csv")]
deliveries = read_table("exigences_echange.csv")
planned = read_table("valeur_planifiee.csv")
tasks = {row["code"]: row for row in read_table("planning.csv") if row["niveau"] == "2"}
role_names = {row["role"]: row["libelle"] for row in read_table("roles.csv")}
earlier = handed_in(case)
for name, value in earlier.items():
    print(name, ":", f"{len(value)} lignes" if isinstance(value, list) else str(value)[:60])

# %% [markdown]
# ## 1. Les chiffres clés
#
# Donnez `key_figures` : une ligne par clé de `feuille_de_route_chiffres.csv` **dont l’unité n’est pas `date`**, avec
# `key`, `value` et `unit`. La date de mise en service est celle du jalon J8, à la partie 2.
#
# **Conventions.** La valeur est celle que **vous** avez rendue dans l’autre carnet, convertie dans l’unité demandée et
# juste à la dernière décimale demandée, ou à davantage ; `unit` est cette unité, `""` pour un nombre.
#
# | Clé | Ce dont elle vient |
# |---|---|
# | `entretiens`, `organismes` | C2.3.1, `quotas` : les sommes de `interviews` et de `bodies` |
# | `freins` | C2.3.1, `coding` : les cases codées `frein` |
# | `acces`, `serveurs`, `stockage` | C2.3.2, `yearly_needs` : le maximum de `concurrent`, `servers`, `stored_tb` |
# | `budget`, `ecart_cout` | C2.3.2 : `budget_eur`, `cost_variance_eur` |
# | `indice_cout`, `estimation` | C2.3.2 : `cost_index`, `estimate_eur` |
# | `marge_mobilier` | C2.3.2, `dates` : `total_float_days` de `L8060` |

# %% solution="figures"
key_figures = None  # liste de dictionnaires aux clés key, value, unit
### BEGIN SOLUTION
needs = earlier.get("C2.3.2.yearly_needs", ())
own_dates = {row["task"]: row for row in earlier.get("C2.3.2.dates", ())}
coding = earlier.get("C2.3.1.coding")
quotas = earlier.get("C2.3.1.quotas")
hindrances = None if coding is None else {(row["interview"], row["theme"]) for row in coding if row["code"] == "frein"}
measured = {
    "entretiens": (None if quotas is None else sum(row["interviews"] for row in quotas), ""),
    "freins": (None if hindrances is None else len(hindrances), ""),
    "organismes": (None if quotas is None else sum(row["bodies"] for row in quotas), ""),
    "acces": (max((row["concurrent"] for row in needs), default=None), ""),
    "serveurs": (max((row["servers"] for row in needs), default=None), ""),
    "stockage": (max((row["stored_tb"] for row in needs), default=None), "To"),
    "budget": (earlier.get("C2.3.2.budget_eur"), "€"),
    "ecart_cout": (earlier.get("C2.3.2.cost_variance_eur"), "€"),
    "indice_cout": (earlier.get("C2.3.2.cost_index"), ""),
    "estimation": (earlier.get("C2.3.2.estimate_eur"), "€"),
    "marge_mobilier": (own_dates.get("L8060", {}).get("total_float_days"), "jours ouvrés"),
}
CONVERSION = {
    ("€", "k€"): 1e-3,
    ("€", "M€"): 1e-6,
    ("To", "Go"): 1000,
    ("To", "Tio"): 1e12 / 2**40,
    ("", "%"): 100,
}
key_figures = []
for demand in asked_figures:
    value, own_unit = measured.get(demand["cle"], (None, ""))
    if value is not None:
        value *= CONVERSION.get((own_unit, demand["unite"]), 1)
        row = {"key": demand["cle"], "value": round(value, int(demand["decimales"])), "unit": demand["unite"]}
        key_figures.append(row)
for row in key_figures:
    print(row["key"], row["value"], row["unit"])
### END SOLUTION

# %% [markdown]
# ## 2. Les étapes
#
# Donnez `stages` : une ligne par jalon de `feuille_de_route_etapes.csv`, avec
#
# - `milestone` : son code ; `early` : sa date **au plus tôt** (`finish` de votre réponse `dates`) ; `feasible` : sa
#   date dans votre **planning réalisable** (`planned` de votre réponse `milestones`) ; l’une et l’autre sous la forme
#   `"2029-05-06"` ou comme dates de Python, sans quoi le tableau est refusé à la remise ;
# - `deliveries` : le nombre de livraisons d’information de l’étape ;
# - `planned_meur` : la valeur planifiée de tous les lots, cumulée depuis le début jusqu’à la **fin du mois** de
#   `early`, en M€, à une décimale au moins.
#
# **Conventions.** Une étape va du lendemain du jalon précédent de la feuille, par date au plus tôt, jusqu’à son propre
# jalon. Une livraison est de l’étape où tombe **son** jalon (`jalon` de `exigences_echange.csv`), que ce jalon figure
# sur la feuille ou non. Les huit jalons, J1 à J8, sont datés par vos `dates`.

# %% solution="stages"
stages = None  # liste de dictionnaires aux clés milestone, early, feasible, deliveries, planned_meur
### BEGIN SOLUTION
early = {code: date.fromisoformat(own_dates[code]["finish"]) for code in own_dates if code.startswith("J")}
feasible = {row["milestone"]: row["planned"] for row in earlier.get("C2.3.2.milestones", ())}
closing = sorted((row["jalon"] for row in asked_stages if row["jalon"] in early), key=early.get)
stages = []
before = date.min
for code in closing:
    upto = (early[code].year, early[code].month)
    spent_eur = sum(
        float(cell.replace(",", "."))
        for row in planned
        if (int(row["mois"][3:]), int(row["mois"][:2])) <= upto
        for lot, cell in row.items()
        if lot != "mois"
    )
    stages.append(
        {
            "milestone": code,
            "early": early[code].isoformat(),
            "feasible": feasible[code],
            "deliveries": sum(before < early[each["jalon"]] <= early[code] for each in deliveries),
            "planned_meur": round(spent_eur / 1e6, 1),
        }
    )
    before = early[code]
for row in stages:
    print(*row.values())
### END SOLUTION

# %% [markdown]
# Dessinez la frise des étapes : elle vous servira de brouillon pour celle de la page.

# %% solution="timeline" figure="timeline"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(12, 3.2))
axes.axhline(0, color="black", linewidth=1)
for rank, row in enumerate(stages):
    at, then = date.fromisoformat(row["early"]), date.fromisoformat(row["feasible"])
    height = (0.5, 1.0, -0.5, -1.0)[rank % 4]
    axes.plot([at, then], [0, 0], color="tab:orange", linewidth=5)
    axes.plot(at, 0, "D", color="tab:blue", markersize=9)
    axes.annotate(
        f"{row['milestone']}\n{at:%d/%m/%Y}",
        (at, 0),
        (at, height),
        ha="center",
        va="center",
        arrowprops={"arrowstyle": "-"},
    )
axes.set(ylim=(-1.5, 1.5), yticks=[], title="Jalons au plus tôt (losanges), jusqu’à leur date réalisable (traits)")
plt.show()
### END SOLUTION

# %% [markdown]
# ## 3. La page
#
# Donnez `page`, le **texte d’une page HTML entière** (`<html>`, `<head>`, `<body>`), 120 000 caractères au plus.
# Écrivez la page à partir de vos tableaux, par programme : un chiffre recopié à la main finit par différer d’un
# endroit à l’autre.
#
# **Ce qu’elle porte.** Les étapes dans un tableau, dans l’ordre du calendrier, et une frise (image ou SVG) ; les
# chiffres clés ; une vue par métier, sous un titre à son nom (`Élus`, `Vue : élus`…) ; un glossaire.
#
# **Valeurs marquées.** Un chiffre clé se marque `<data data-cle="budget" value="1272.2">1 272,2 M€</data>`, un jalon
# `<time data-cle="J2" datetime="2027-06-07">7 juin 2027</time>` (sa date `early`), la mise en service de même, sous la
# clé `mise_en_service`, une livraison `<data data-cle="EE-01" value="J5">Récolement du tunnel, avant le jalon « Tunnel
# percé »</data>` : en `value` le code de son jalon, dans le texte au moins le nom de l’information. Chaque chiffre clé
# et chaque jalon de la feuille est marqué une fois au moins, et juste partout où il l’est. Ce qui se lit est ce qui
# est marqué : le nombre à la décimale demandée (à égalité, les deux arrondis conviennent), l’unité, la date avec jour,
# mois et année. Un texte caché ne compte pas. La date que vous annoncez, si ce n’est pas celle au plus tôt, s’écrit à
# côté, sans marque, dans chaque vue aussi : un lecteur ne lit parfois que la sienne. De même, un montant peut être
# redit dans une autre unité, sans marque.
#
# **Vues.** Chacune a un texte à elle (convention : 200 caractères sans les blancs et 30 mots différents au moins, et
# deux vues n’ont jamais plus de quatre cinquièmes de leurs mots différents en commun) et porte, marqués,
# `mise_en_service` et ce qui suit. Ses tableaux et ses listes comptent dans son texte ; un jalon que votre feuille ne
# porte pas s’y écrit sans marque.
#
# | Métier | Ce que sa vue marque, parmi ce que demande votre variante |
# |---|---|
# | élus | `budget`, `ecart_cout`, `estimation` |
# | riverains | J4, J5, J7 |
# | entreprises | les livraisons dont l’émetteur est `ENT` |
# | maîtrise d’œuvre | tous les jalons de la feuille |
# | exploitant | les livraisons dont le destinataire est `EXP` |
# | concessionnaires | J2, J3, J4 |
# | services de secours | J5, J6, J7, J8 |
# | finances | `budget`, `ecart_cout`, `indice_cout`, `estimation` |
#
# **Glossaire.** Une liste `<dl>` : un `<dt id="…">` par terme de `feuille_de_route_termes.csv`, un `<dd>` qui dit en
# d’autres mots (quatre au moins) ce que c’est. Une vue qui emploie un de ces termes, même dans le nom d’une livraison
# ou dans « avant le jalon… », y mène une fois, par `<a href="#…">`, ou le développe par `<abbr title="…">` ; le terme
# le plus long l’emporte : « plan d’exécution BIM » ne demande pas de renvoi à « BIM », et « IFC4 » n’est pas « IFC ».
# Une explication que le correcteur ne reconnaît pas est lue par une personne.
#
# **Accessibilité.** `check_page(page)` applique les règles que le correcteur applique, d’après le RGAA : langue, titre,
# zone principale, titres sans saut, en-têtes et titres des tableaux, textes de remplacement, contrastes (4,5 pour 1 ; 3
# pour 1 à partir de 24 px, ou de 18,7 px en gras), liens, identifiants ; et, par convention, ni script, ni fichier
# extérieur. Les points vont aux règles tenues ; tant que la page porte moins des trois quarts des valeurs et des vues
# attendues, ils sont réduits d’autant (convention) : une page vide n’est accessible à personne. Le contrôle ne lit ni
# les couleurs d’un dessin SVG, ni la justesse des valeurs : la liste qu’il donne plus bas vous sert à les relire. Des
# couleurs que le contrôle ne sait pas lire (variables, dégradés, transparence, règles conditionnelles autres que
# `@media print`) vont à un correcteur. Au plus 250 valeurs marquées, 120 titres, 150 renvois.
#
# Une valeur ou une date inventée, loin de toute valeur attendue et qu’aucune erreur connue n’explique, n’est pas
# reprise pour juger la suite ; où la plupart des valeurs le sont, les textes qui les entourent ne comptent pas.
#
# | Barème (moitié automatique), étapes et chiffres | sur 10, ramenés à 5 |
# |---|---|
# | Chiffres clés | 3,5 |
# | Dates ; livraisons ; valeur planifiée | 2 ; 1 ; 1 |
# | Valeurs marquées dans la page ; ordre des étapes | 2 ; 0,5 |
#
# | Barème (moitié automatique), lecture par tous | sur 10, ramenés à 5 |
# |---|---|
# | Accessibilité | 4 |
# | Vues : texte pour moitié, valeurs pour moitié | 3 |
# | Glossaire ; renvois | 2 ; 1 |

# %% solution="page"
page = None  # le texte d’une page HTML ; la cellule suivante est à vous aussi, si vous préférez l’y assembler
### BEGIN SOLUTION
figures = {row["key"]: row for row in key_figures}
demands = {row["cle"]: row for row in asked_figures}
stage_names = {row["jalon"]: row for row in asked_stages}
stage_days = {row["milestone"]: date.fromisoformat(row["early"]) for row in stages}


def marked_figure(key):
    """Return a key figure as it is read and marked; what is not established says so."""
    if key not in figures:
        return "non établi"
    row, digits = figures[key], int(demands[key]["decimales"])
    shown = f"{comma(row['value'], digits)} {row['unit']}".strip()
    return f'<data data-cle="{key}" value="{row["value"]:.{digits}f}">{shown}</data>'


def marked_day(code, key=None):
    """Return the early day of a milestone as it is read and marked."""
    if code not in stage_days:
        return "date non établie"
    day = stage_days[code]
    return f'<time data-cle="{key or code}" datetime="{day.isoformat()}">{in_french(day)}</time>'


def listed(items, none):
    """Return items as a list of HTML."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else f"<p>{none}</p>"


MEANINGS = {
    "BIM": "Conception et suivi d’un ouvrage par sa maquette numérique, où chaque élément porte ses informations.",
    "IFC": "Format ouvert d’échange de maquettes, que tous les logiciels du projet savent lire et écrire.",
    "IDS": "Liste d’exigences d’information qu’une machine contrôle sur une maquette, avant de l’accepter.",
    "jalon": "Date clé sans durée : le moment où une étape est franchie, ou ne l’est pas.",
    "chemin critique": "Suite de travaux dont tout retard repousse d’autant l’ouverture de la ligne.",
    "marge totale": "Nombre de jours dont un travail peut prendre du retard sans repousser l’ouverture.",
    "valeur acquise": "Part du budget qui correspond aux travaux réellement faits à une date donnée.",
    "indice de coût": "Rapport de ce qui est fait, compté au budget, à ce qui a été dépensé ; sous 1, on dépense trop.",
    "EDC": "Environnement de données commun : la plateforme où chacun dépose et trouve la version en vigueur.",
    "synthèse": "Réunion des maquettes de tous les métiers pour trouver les conflits avant le chantier.",
    "récolement": "Relevé de l’ouvrage tel qu’il est construit, une fois les travaux faits.",
    "plan d’exécution BIM": "Document qui dit quels usages, quels formats et quelles responsabilités a la maquette.",
    "matrice RACI": "Tableau qui dit de chaque activité qui la réalise, qui en rend compte, qui est consulté.",
    "marche à blanc": "Circulation des rames aux horaires prévus, sans voyageurs, dans les semaines avant l’ouverture.",
}
ids = {word: f"terme-{rank}" for rank, word in enumerate(asked_terms, start=1)}
folded_ids = {word.casefold(): identifier for word, identifier in ids.items()}


def term(word, shown=None):
    """Return a term of the glossary as a link to it; one that this page does not define is put in plain words."""
    return f'<a href="#{ids[word]}">{shown or word}</a>' if word in ids else (shown or word)


def linked(text):
    """Return a text with the terms of the glossary as links to them."""
    words = "|".join(sorted(map(re.escape, asked_terms), key=len, reverse=True))
    return re.sub(
        rf"\b({words})(s?)\b",
        lambda found: f'<a href="#{folded_ids[found[1].casefold()]}">{found[0]}</a>',
        text,
        flags=re.IGNORECASE,
    )


def marked_delivery(row):
    """Return a delivery as it is read and marked."""
    gate = tasks[row["jalon"]]["tache"]
    told = f"{row['information']} ({row['format']}), avant le jalon « {gate} »"
    return f'<data data-cle="{row["code"]}" value="{row["jalon"]}">{linked(escape(told))}</data>'


def those(codes):
    """Return the milestones of the roadmap among some, with their days, as a list."""
    return listed(
        [f"{escape(tasks[code]['tache'])} : {marked_day(code)}" for code in closing if code in codes],
        "Aucune étape de la feuille ne vous concerne avant l’ouverture.",
    )


opening = marked_day("J8", "mise_en_service")
given = [marked_delivery(row) for row in deliveries if row["emetteur"] == "ENT"]
received = [marked_delivery(row) for row in deliveries if row["destinataire"] == "EXP"]
money = {
    key: linked(escape(demands[key]["libelle"]))
    for key in ("budget", "ecart_cout", "indice_cout", "estimation")
    if key in demands
}


def amounts(keys):
    """Return some amounts with their names, as a list."""
    return listed(
        [f"{name} : {marked_figure(key)}" for key, name in money.items() if key in keys],
        "Aucun montant n’est demandé pour votre lecture.",
    )


VIEWS = {
    "élus": f"""<p>Vous délibérez sur les moyens et sur la date que la métropole annonce. Les calculs donnent une
ouverture au plus tôt le {opening} ; le planning que les équipes disponibles peuvent tenir est plus tardif, et c’est
lui que nous vous proposons de promettre. Aucun vote nouveau n’est demandé tant que l’écart de dépense reste expliqué
lot par lot ; la directrice de projet vous en rend compte à chaque étape.</p>
{amounts(("budget", "ecart_cout", "estimation"))}""",
    "riverains": f"""<p>Les rues changent trois fois : quand les emprises sont libérées, quand le tunnelier sort, quand
les bâtiments publics ouvrent leurs portes. Entre ces moments, les trottoirs restent praticables, fauteuils et
poussettes compris, et un plan de circulation est affiché à chaque carrefour. La ligne ouvrira au plus tôt le
{opening}. Une gêne, une fissure, un bruit la nuit : appelez la maison du projet, qui répond sous deux jours.</p>
{those(("J4", "J5", "J7"))}""",
    "entreprises": f"""<p>Votre marché vous demande des fichiers autant que des ouvrages : un dossier refusé à l’entrée
de la plateforme retarde votre situation de travaux. Déposez en avance sur le dernier jour, corrigez ce que le contrôle
automatique signale, nommez un référent joignable. La coordination vous répond dans la semaine. Ce que vos équipes
remettent, sous quelle forme et avant quoi :</p>
{listed(given, "Aucune remise ne vous est demandée dans cette liste.")}
<p>Dernière échéance de tous : {opening}.</p>""",
    "maîtrise d’œuvre": f"""<p>À chaque étape vous contrôlez les maquettes des lots, visez les pièces qui les
accompagnent et préparez l’avis que la directrice de projet signe. Prévoyez trois semaines de relecture avant chacune
de ces dates, et tenez à jour la liste des réserves : une réserve non levée ferme l’étape suivante. L’ensemble conduit
à l’ouverture du
{opening}.</p>
{those(closing)}""",
    "exploitant": f"""<p>Vous prendrez la ligne en charge avec ce que les chantiers vous auront transmis : sans repère
d’équipement, sans garantie ni pièce de rechange, un ascenseur en panne le reste. Vérifiez chaque envoi sur dix
équipements tirés au hasard, dans votre propre logiciel, et refusez par écrit. L’entretien commence le {opening}. Vous
recevez :</p>
{listed(received, "Aucune remise ne vous est adressée dans cette liste.")}""",
    "concessionnaires": f"""<p>Eau, gaz, électricité, télécommunications : vos conduites passent sous les futures
stations. Nous attendons de vous les tracés existants et la classe de précision de chacun, puis vos fermetures,
annoncées un mois à l’avance. Un câble oublié arrête une paroi moulée pendant des semaines. Après ces dates, plus aucun
dévoiement n’est possible avant l’ouverture du {opening}.</p>
{those(("J2", "J3", "J4"))}""",
    "services de secours": f"""<p>Pendant le chantier, vos accès bougent : puits, galeries, pieds de viaduc. Les plans
d’intervention sont repris à chaque changement et remis à la caserne la plus proche, sur papier aussi. Demandez une
visite de reconnaissance et un exercice avant chacune des échéances ci-dessous ; le responsable de la sécurité du
projet les organise. Public admis dans les stations : {opening}.</p>
{those(("J5", "J6", "J7", "J8"))}""",
    "finances": f"""<p>Vous suivez les paiements et préparez les emprunts. Le tableau des étapes donne, à chaque
clôture, la dépense prévue depuis le début ; la différence entre deux lignes est le besoin de trésorerie de la période.
Le surcoût se concentre dans un seul lot, dont les factures sont revues chaque mois ; s’il continuait, une décision
modificative serait à inscrire avant l’été. Fin du programme : {opening}.</p>
{amounts(tuple(money))}""",
}
### END SOLUTION

# %% [markdown]
# Assemblez la page, si ce n’est déjà fait.

# %% solution="assembly"
### BEGIN SOLUTION
first, last = min(stage_days.values()), max(stage_days.values())


def across(day):
    """Return where a day stands on the timeline."""
    return 60 + 780 * (day - first).days / max((last - first).days, 1)


drawn = "".join(
    f'<path d="M {across(day):.0f} 82 l 8 8 l -8 8 l -8 -8 z" fill="#1f4e79"/>'
    f'<path d="M {across(day):.0f} 90 V {(28, 152, 58, 122)[rank % 4]}" stroke="#1f4e79"/>'
    f'<text x="{across(day):.0f}" y="{(20, 170, 50, 140)[rank % 4]}" text-anchor="middle" font-size="13">'
    f"{code} {day:%d/%m/%Y}</text>"
    for rank, (code, day) in enumerate(stage_days.items())
)
spoken = " ; ".join(f"{tasks[code]['tache']}, {in_french(day)}" for code, day in stage_days.items())
timeline = (
    f'<svg role="img" aria-label="Frise des étapes, de gauche à droite : {escape(spoken)}." viewBox="0 0 900 185">'
    f'<line x1="40" y1="90" x2="860" y2="90" stroke="#1f4e79" stroke-width="2"/>{drawn}</svg>'
)
stage_rows = "".join(
    f'<tr><th scope="row">{escape(stage_names[row["milestone"]]["etape"])}</th>'
    f"<td>{escape(tasks[row['milestone']]['tache'])}</td><td>{marked_day(row['milestone'])}</td>"
    f"<td>{in_french(date.fromisoformat(row['feasible']))}</td><td>{row['deliveries']}</td>"
    f"<td>{comma(row['planned_meur'], 1)} M€</td></tr>"
    for row in stages
)
figure_rows = "".join(
    f'<tr><th scope="row">{escape(row["libelle"])}</th>'
    f"<td>{opening if row['cle'] == 'mise_en_service' else marked_figure(row['cle'])}</td></tr>"
    for row in asked_figures
)
views = "".join(
    f"<section><h3>{escape(row['metier'][0].upper() + row['metier'][1:])}</h3>{VIEWS[row['metier']]}</section>"
    for row in asked_views
)
definitions = "".join(f'<dt id="{ids[word]}">{word}</dt><dd>{MEANINGS[word]}</dd>' for word in asked_terms)
metropolis = escape(specification["metropolis"])
page = f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ligne V de {metropolis} : feuille de route</title>
<style>
body {{ margin: 0; color: #1b1b1b; background: #ffffff; font: 1.05em/1.6 sans-serif; }}
header, main {{ max-width: 60em; margin: auto; padding: 1em; }}
header {{ background: #1f4e79; color: #ffffff; }}
header a {{ color: #ffffff; }}
table {{ border-collapse: collapse; }}
caption {{ text-align: left; font-weight: bold; }}
th, td {{ border: 1px solid #767676; padding: 0.3em 0.6em; text-align: left; }}
dt {{ font-weight: bold; }}
main a {{ color: #0b4a8f; }}
</style>
</head>
<body>
<header><p><a href="#contenu">Aller au contenu</a></p></header>
<main id="contenu">
<h1>Feuille de route de la ligne V</h1>
<p>Un métro léger, cinq stations, un tunnel, un viaduc. Cette page dit ce qui se fait, quand, et ce que chacun y trouve.
Les mots soulignés mènent au glossaire. État au {escape(str(specification["status_date"]))}.</p>
<h2>Les étapes</h2>
{timeline}
<table><caption>Étapes, dans l’ordre du calendrier</caption>
<thead><tr><th scope="col">Étape</th><th scope="col">Elle se clôt par</th><th scope="col">Au plus tôt</th>
<th scope="col">Au planning réalisable</th><th scope="col">Livraisons d’information</th>
<th scope="col">Dépense prévue depuis le début</th></tr></thead>
<tbody>{stage_rows}</tbody></table>
<p>La première date est celle du calcul, si rien ne manque. La seconde tient compte des équipes disponibles : c’est elle
que la métropole annonce. Ce qui retient l’ouverture est le {term("chemin critique")} ; un {term("jalon")} n’est franchi
que lorsque les livraisons de son étape sont acceptées.</p>
<h2>Les chiffres clés</h2>
<table><caption>Chiffres clés</caption>
<thead><tr><th scope="col">Chiffre</th><th scope="col">Valeur</th></tr></thead>
<tbody>{figure_rows}</tbody></table>
<h2>Une vue par métier</h2>
{views}
<h2>Glossaire</h2>
<dl>{definitions}</dl>
</main>
</body>
</html>
"""
print(len(page), "caractères")
### END SOLUTION

# %% [markdown]
# L’aperçu : relisez la page comme chacun de ses lecteurs.

# %%
if page:
    frame = 'sandbox="" title="Aperçu de la feuille de route" width="100%" height="600"'
    display(HTML(f'<div><iframe {frame} srcdoc="{escape(page)}"></iframe></div>'))

# %% [markdown]
# Ce qu’en dit le contrôle, puis le texte tel qu’un lecteur d’écran le dirait (c’est aussi ce que lira un correcteur),
# et les valeurs marquées.

# %%
try:
    content = Page.of(page).content() if page else None
    for found in check_page(page) if page else ():
        print(found)
    for path, texts in content.texts.items() if content else ():
        print("\n" + " > ".join(path), *texts, sep="\n")
    print()
    for mark in content.marks if content else ():
        print(mark.key, mark.value, "|", mark.text[:60], "|", " > ".join(mark.path[-1:]))
except PageError as error:
    print(error)

# %% criterion="C2.3.3.roadmap"
answer("key_figures", key_figures)
answer("stages", stages)
answer("page", page)

# %% [markdown]
# **À rédiger (environ 2 000 signes, espaces compris), notation humaine.** La note qui accompagne la feuille de route
# auprès de la direction : laquelle des deux dates est annoncée, et pourquoi ; ce qui retient la mise en service, et le
# retard qui la menace ; où la dépense s’écarte, et ce que les données en disent ou n’en disent pas ; où les freins
# entendus sont traités dans les étapes ; à quelle étape et sur quelle mesure la direction revoit la feuille. Le
# correcteur lit la page **et** cette note.

# %% [markdown] rubric="C2.3.3.roadmap"
# **La date.** La feuille porte deux dates par étape. La première est un calcul : elle suppose que chaque équipe est là
# le jour où elle peut commencer. La seconde tient compte des capacités. J’annonce la seconde : une date tenue vaut
# mieux qu’une date proche, et l’écart entre les deux dit ce que coûterait une équipe de plus.
#
# **Ce qui la retient.** Une seule branche du chantier est sans jeu jusqu’à la mise en service ; tout le reste attend.
# C’est là que se gagne ou se perd l’ouverture, et là que la direction regarde chaque mois. Le lot dont l’indice de
# délai est le plus bas la menace aussi : au rythme de ses derniers mois, son retard dépasse les marges de ce qui lui
# reste, et aucune des deux dates n’en tient compte. Le mobilier de la médiathèque, lui, peut attendre : il ne mérite
# pas d’heures supplémentaires.
#
# **L’écart.** L’indice de coût du projet cache un lot qui dépense nettement plus qu’il ne produit depuis plusieurs
# mois, pendant que les autres tiennent leur budget. L’estimation suit la variante du cahier des charges ; si ce lot
# continuait seul, elle serait plus haute. Deux chiffres restent incertains : l’estimation, et le volume conservé, qui
# suppose que les entreprises produisent ce qu’elles déclarent ; un quart de plus demanderait des disques l’année de
# pointe.
#
# **Les freins.** Chaque frein entendu a son action, et chaque action son étape : la formation des référents avant que
# les entreprises soient engagées, l’assistance au dépôt dès les premières livraisons, la revue des exigences avec
# l’exploitant avant que les bâtiments publics lui soient remis.
#
# **Point d’arrêt.** Au jalon qui libère les emprises, si l’indice de coût du projet est passé sous le seuil d’alerte ou
# si une livraison de l’étape n’est pas acceptée, la directrice de projet suspend les notifications suivantes et la
# feuille est reprise.

# %% criterion="C2.3.3.standalone"
# La page sert aux deux critères.
answer("page", page)

# %% [markdown]
# **À rédiger (environ 1 000 signes, espaces compris), notation humaine.** Comment la page a été éprouvée : ce que vous
# en avez lu sans souris, sans image, imprimée, et à qui vous la feriez lire ; ce qu’un contrôle automatique n’a pas
# vu ; ce que chaque métier attend d’un autre, et où la page le dit des deux côtés.

# %% [markdown] rubric="C2.3.3.standalone"
# **Éprouvée comment.** Le contrôle automatique ne signale rien, ce qui ne prouve pas que l’on comprend. J’ai parcouru
# la page au clavier : le lien « Aller au contenu » vient en premier, les titres donnent le plan, le tableau des étapes
# dit la colonne avant la date. Imprimée en noir, la frise garde ses codes et ses dates. Je la ferais lire par une
# utilisatrice de lecteur d’écran et par deux riverains, avec trois questions : quand ma rue change-t-elle, qui appeler,
# quand la ligne ouvre-t-elle ?
#
# **Ce que le contrôle ne voit pas.** Que le texte de remplacement de la frise dise bien tout ce qu’elle montre ; qu’une
# définition soit claire et non seulement présente ; qu’une phrase soit trop longue.
#
# **Qui attend quoi.** L’exploitant lit ce que les entreprises lui remettent, les entreprises lisent la même liste sous
# leur nom : une livraison porte le même code des deux côtés. Les riverains et les services de secours ont les mêmes
# dates. Ce qui reste incertain est dit à chacun : la date réalisable peut encore bouger d’un mois au plus, et la page
# sera reprise à chaque jalon.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
