# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Rendre compte : le rapport de déploiement et son SWOT
#
# **Étude de cas A2.2 · compétence C2.2.3 · 120 minutes · 20 points**
#
# L’audit est fait, les installations sont dimensionnées, les échanges mesurés. La direction de **Tarvenne Ingénierie**
# attend maintenant **un** document : elle le remettra aux équipes de Sarvigny, de Lestrade et de Port-Armel, à
# l’hébergeur, aux partenaires : les points faibles du réseau y sont donc comptés, jamais nommés. Aucun d’eux n’aura vos
# carnets. Dans un an, une autre personne reprendra le dossier avec ce rapport pour seul guide : ce qui n’y sera pas
# écrit sera à refaire.
#
# À la fin de ce carnet vous aurez :
#
# 1. réuni les **chiffres clés** de vos deux autres carnets, dans les unités que la direction demande ;
# 2. placé chaque sujet dans son **quadrant**, par le constat et la valeur qui le fondent ;
# 3. donné à chaque faiblesse une **cible** et un moyen d’action, pour le retour d’expérience ;
# 4. rédigé le **rapport**, section par section, de manière qu’il se lise seul.
#
# | Critère | Points | Parties |
# |---|---|---|
# | le rapport se lit seul et donne les chiffres clés | 10, dont 5 d’un correcteur | 1 et 4 |
# | le SWOT fait ressortir les points saillants et se capitalise | 10, dont 5 d’un correcteur | 2 et 3 |
#
# Les chiffres sont ceux de vos carnets C2.2.1 et C2.2.2 : un chiffre ou un constat dont vous n’y avez pas rendu la
# valeur n’est pas établi ici. Une erreur faite là-bas ne coûte rien ici. Au SWOT, la valeur d’un constat peut être
# celle de vos carnets, ou la bonne, si vous vous êtes corrigé depuis : le quadrant se juge d’après elle. La chaîne et
# la route s’appuient sur vos niveaux d’échange, `levels`, la route aussi sur `route` : remettez-les.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import re
import textwrap
from collections import Counter
from itertools import pairwise

import matplotlib.pyplot as plt
from IPython.display import Markdown, display

from autograders.candidate import answer, handed_in, open_case

case = open_case("c2_2_3_deployment_report")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante, puis la section 6 du cahier des charges : elle fixe le plan du rapport, les
# chiffres clés et leurs unités, les abréviations et les conventions du SWOT. Lisez-la en entier. Le document complet
# est dans `cahier_des_charges.md`.

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
# | `rapport_sections.csv` | sections demandées | l’ordre compte |
# | `rapport_chiffres.csv` | chiffres clés, unité, décimales | l’unité n’est pas toujours celle de votre réponse |
# | `rapport_abreviations.csv` | abréviations à développer | sans leur sens : à vous de le donner |
# | `sujets_swot.csv`, `veille.csv` | sujets internes, faits externes | sans leur quadrant |
# | `constats.csv` | codes des constats de l’audit | un thème y porte l’énoncé du sujet |
# | `leviers.csv`, `echanges.csv`, `reseau_options.csv` | sur quoi agir | `traite` : codes à la suite |
# | `logiciels.csv`, `reseau_noeuds.csv` | ce que désignent les codes de la maison | |
#
# La cellule suivante lit ces tableaux et affiche ce que vous avez déjà remis. `handed_in(case)` reprend les réponses
# enregistrées par vos autres carnets dans ce dossier, sous leur compétence et leur nom (`"C2.2.2.transfer_s"`) ; si
# vous travaillez ailleurs, recopiez-les à la main.


# %%
def read_table(name):
    """Return the rows of a table; every cell is the text that stands there."""
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def comma(value, digits):
    """Return a number as printed in French."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")


sections = read_table("rapport_sections.csv")
demanded_figures = read_table("rapport_chiffres.csv")
abbreviations = [row["abreviation"] for row in read_table("rapport_abreviations.csv")]
subjects = read_table("sujets_swot.csv")
watch = read_table("veille.csv")
findings = read_table("constats.csv")
levers = {row["levier"]: row for row in read_table("leviers.csv")}
exchanges = {(row["source"], row["cible"]): row["echange"] for row in read_table("echanges.csv")}
options = read_table("reseau_options.csv")
programs = {row["code"]: row for row in read_table("logiciels.csv")}
nodes = {row["noeud"]: row["description"] for row in read_table("reseau_noeuds.csv")}
earlier = handed_in(case)
for name, value in earlier.items():
    print(name, ":", f"{len(value)} lignes" if isinstance(value, list) else value)

# %% [markdown]
# ## 1. Les chiffres clés
#
# Donnez `key_figures` : une ligne par clé de `rapport_chiffres.csv`, avec `key`, `value` et `unit`.
#
# **Conventions.** La valeur est celle que **vous** avez rendue dans l’autre carnet, convertie dans l’unité demandée et
# juste à la dernière décimale demandée, ou à davantage ; `unit` est cette unité, `""` pour un nombre. La conformité est
# la plus basse de vos trois maquettes ; le nombre d’écarts, celui des constats de votre réponse `deviations` ; le coût
# des leviers, la somme des coûts de votre programme ; les serveurs, ceux de votre modèle retenu, secours compris ; les
# points de défaillance uniques, ceux d’aujourd’hui. Dans `key_figures`, `value` est un nombre sans espace ni unité.

# %% solution="figures"
key_figures = None  # liste de dictionnaires aux clés key, value, unit
### BEGIN SOLUTION
conformity = {row["model"]: row["conformity_percent"] for row in earlier.get("C2.2.1.conformity", ())}
programme = [row["lever"] for row in earlier.get("C2.2.1.programme", ())]
deviations = earlier.get("C2.2.1.deviations")
weak_points = earlier.get("C2.2.2.weak_points")
server_model = earlier.get("C2.2.2.server_model")
measured = {
    "conformite_min": (min(conformity.values(), default=None), "%"),
    "ecarts_procedure": (None if deviations is None else len(deviations), ""),
    "cout_leviers": (sum(int(levers[code]["cout_eur"]) for code in programme) or None, "€"),
    "volume_jour": (earlier.get("C2.2.2.daily_volume_gb"), "Go"),
    "acces_simultanes": (earlier.get("C2.2.2.concurrent_accesses"), ""),
    "serveurs": (
        next((row["servers"] for row in earlier.get("C2.2.2.servers", ()) if row["model"] == server_model), None),
        "",
    ),
    "stockage": (earlier.get("C2.2.2.provisioned_tb"), "To"),
    "debit_siege": (
        next((row["required_mbps"] for row in earlier.get("C2.2.2.site_rates", ()) if row["site"] == "SIE"), None),
        "Mb/s",
    ),
    "duree_transfert": (earlier.get("C2.2.2.transfer_s"), "s"),
    "points_uniques": (None if weak_points is None else len(weak_points), ""),
    "niveau_chaine": (earlier.get("C2.2.2.chain_level"), ""),
    "niveau_route": (earlier.get("C2.2.2.route_level"), ""),
}
CONVERSION = {
    ("€", "k€"): 1 / 1000,
    ("Go", "Mo"): 1000,
    ("To", "Go"): 1000,
    ("To", "Tio"): 1e12 / 2**40,
    ("Mb/s", "Gb/s"): 1 / 1000,
    ("s", "min"): 1 / 60,
}
key_figures = []
for demand in demanded_figures:
    value, own_unit = measured[demand["cle"]]
    if value is not None:
        value *= CONVERSION.get((own_unit, demand["unite"]), 1)
        row = {"key": demand["cle"], "value": round(value, int(demand["decimales"])), "unit": demand["unite"]}
        key_figures.append(row)
for row in key_figures:
    print(row["key"], row["value"], row["unit"])
### END SOLUTION

# %% [markdown]
# ## 2. Le SWOT (10 points avec la partie 3, dont 5 attribués par un correcteur)
#
# - `swot_inside` : une ligne par sujet de `sujets_swot.csv`, avec `subject`, `quadrant`, `finding` (le code du constat
#   qui en décide) et `value` (sa valeur, comme au § 6.4) ;
# - `swot_outside` : une ligne par fait de `veille.csv`, avec `fact` et `quadrant`. Dans ce tableau seul, une ligne
#   fausse en annule une juste ; dans tous les autres, une ligne fausse ne rapporte rien et une ligne de trop dilue les
#   justes.
#
# **Conventions.** Quadrants : `"force"`, `"faiblesse"`, `"opportunité"`, `"menace"`. Un pourcentage a une décimale au
# moins ; les autres valeurs sont des entiers. Les valeurs sont celles d’**aujourd’hui**, avant tout achat. Une ligne
# est juste si le quadrant, le constat et la valeur le sont : un quadrant seul ne vaut rien. Un fait externe s’apprécie
# par ce que son énoncé change pour Tarvenne : lisez-le en entier.
#
# | Constat | Vos réponses qui en portent la valeur |
# |---|---|
# | `T-…` | `coding` (C2.2.1) : personnes en appui moins personnes en frein |
# | `maquette_…` | `conformity` (C2.2.1) |
# | `tolk_route`, `tolk_chaine` | `route_level`, `chain_level` (C2.2.2) |
# | `reseau_points_uniques` | `weak_points` (C2.2.2) : nombre de lignes |
# | `jetons_refus` | `licences` (C2.2.2) : `refused_percent` de COO |
#
# | Barème (moitié automatique) | Sujets internes | Faits externes | Retour d’expérience |
# |---|---|---|---|
# | sur 10 | 5 | 2 | 3 |

# %% solution="swot"
swot_inside = None  # liste de dictionnaires aux clés subject, quadrant, finding, value
swot_outside = None  # liste de dictionnaires aux clés fact, quadrant
### BEGIN SOLUTION
coded = Counter((row["theme"], row["code"]) for row in earlier.get("C2.2.1.coding", ()))
refused = {row["software"]: row["refused_percent"] for row in earlier.get("C2.2.2.licences", ())}
found = {f"maquette_{model}": percent for model, percent in conformity.items()} | {
    "tolk_route": earlier.get("C2.2.2.route_level"),
    "tolk_chaine": earlier.get("C2.2.2.chain_level"),
    "reseau_points_uniques": measured["points_uniques"][0],
    "jetons_refus": refused.get("COO"),
}
SHORT = {row["sujet"]: row["enonce"].partition(" (force")[0].partition(", d’après")[0] for row in subjects}
TOLD = {row["fait"]: re.split(r"\s[;:]|\.$", row["enonce"])[0] for row in watch}
limit_percent = specification["blocking_limit_percent"]
# First words of a subject, the finding that decides it; those of a theme are its label.
NAMED = {row["libelle"].split(": ", 1)[1]: row["constat"] for row in findings if row["constat"].startswith("T-")} | {
    "conformité de la maquette « structure": "maquette_structure",
    "conformité de la maquette « fluides": "maquette_fluides",
    "conformité de la maquette « électricité": "maquette_electricite",
    "meilleure route": "tolk_route",
    "chaîne": "tolk_chaine",
    "tenue du réseau": "reseau_points_uniques",
    "jetons de coordination": "jetons_refus",
}


def lowered(words):
    """Return words as they stand within a sentence."""
    return words[0].lower() + words[1:]


def called(row):
    """Return what an element of the SWOT is called in a sentence."""
    return lowered(SHORT[row["subject"]] if "subject" in row else TOLD[row["fact"]])


FORMS = {"maquette": "{} %", "jetons": "{} % refusés", "reseau": "{} points", "tolk": "niveau {}", "T": "solde {}"}


def valued(row):
    """Return the value of a subject's finding as printed."""
    form = FORMS[re.split("[-_]", decisive[row["subject"]])[0]]
    return form.format(comma(row["value"], 1 if "%" in form else 0))


def is_strength(finding, value):
    """Return whether a value makes its subject a strength, as section 6.4 says."""
    if finding.startswith("T-"):
        return value > 0
    if finding.startswith("maquette_"):
        return value >= 90
    if finding == "reseau_points_uniques":
        return value == 0
    return value <= limit_percent if finding == "jetons_refus" else value >= 2


decisive = {
    row["sujet"]: next(code for words, code in NAMED.items() if lowered(row["enonce"]).startswith(words))
    for row in subjects
}
swot_inside = []
for row in subjects:
    finding = decisive[row["sujet"]]
    theme = finding.removeprefix("T-")
    value = coded[theme, "appui"] - coded[theme, "frein"] if finding.startswith("T-") else found.get(finding)
    if value is not None:
        quadrant = "force" if is_strength(finding, value) else "faiblesse"
        swot_inside.append(
            {"subject": row["sujet"], "quadrant": quadrant, "finding": finding, "value": round(value, 2)}
        )

# Read one by one: what helps Tarvenne says so in these words, the rest harms it.
HELPFUL = (
    "contrôlées par IDS",
    "ouvre son format",
    "finance à 40",
    "vingt-quatre diplômés",
    "liste commune",
    "réduction de prime",
)
swot_outside = [
    {
        "fact": row["fait"],
        "quadrant": "opportunité" if any(words in row["enonce"] for words in HELPFUL) else "menace",
    }
    for row in watch
]
for row in [*swot_inside, *swot_outside]:
    print(*row.values())
### END SOLUTION

# %% [markdown]
# Dessinez la matrice : on doit pouvoir la poser sur la table d’une réunion.

# %% solution="matrix" figure="swot-matrix"
### BEGIN SOLUTION
BOXES = {"force": (0, 1), "faiblesse": (1, 1), "opportunité": (0, 0), "menace": (1, 0)}
TINTS = {"force": "#dceefb", "faiblesse": "#fde8d0", "opportunité": "#e3f4dd", "menace": "#f6dede"}
figure, axes = plt.subplots(figsize=(13, 7))
for quadrant, (column, line) in BOXES.items():
    lines = []
    for row in swot_inside:
        if row["quadrant"] == quadrant:
            lines.append(f"{row['subject']}  {SHORT[row['subject']]} : {valued(row)}")
    for row in swot_outside:
        if row["quadrant"] == quadrant:
            lines.append(f"{row['fact']}  {textwrap.shorten(TOLD[row['fact']], 66, placeholder='…')}")
    axes.add_patch(plt.Rectangle((column, line), 1, 1, facecolor=TINTS[quadrant], edgecolor="black"))
    axes.text(column + 0.02, line + 0.95, f"{quadrant.capitalize()}s", weight="bold", va="top", fontsize=12)
    axes.text(column + 0.02, line + 0.86, "\n".join(lines), va="top", fontsize=9, linespacing=1.6)
axes.set(xlim=(0, 2), ylim=(0, 2), title="Matrice SWOT de Tarvenne Ingénierie")
axes.axis("off")
plt.show()
### END SOLUTION

# %% [markdown]
# ## 3. Le retour d’expérience
#
# Donnez `follow_up` : une ligne par sujet que **votre** SWOT tient pour une faiblesse, et aucune autre, avec `subject`,
# `target` (la valeur du constat à atteindre, qui en ferait une force) et `action` (le code de ce sur quoi agir).
#
# **Conventions** (§ 6.4 ; la chaîne à évaluer est au § 5). Thème : un levier qui traite ce constat. Maquette : un
# levier qui traite une exigence, de `M-EX-01` à `M-EX-08`, que cette maquette ne satisfait pas. Route ou chaîne :
# l’échange le plus bas qui s’y trouve, d’après vos niveaux ; s’il y en a plusieurs, l’un d’eux. Points de défaillance
# uniques : une option de `reseau_options.csv`, ou un levier qui traite `T-reseau`. Jetons : un levier qui traite
# `T-licences`. Si plusieurs codes conviennent, un seul suffit.
#
# La cible est jugée par le seuil : toute valeur possible qui en ferait une force convient. L’action est la **première**
# chose sur laquelle agir : on ne demande pas qu’elle suffise (une chaîne peut avoir plusieurs échanges bas, un réseau
# garder des points uniques), ni qu’un budget la paie. Ce qu’il faudrait de plus se dit dans la rédaction.

# %% solution="follow-up"
follow_up = None  # liste de dictionnaires aux clés subject, target, action
### BEGIN SOLUTION
own_levels = {row["exchange"]: row["level"] for row in earlier.get("C2.2.2.levels", ())}
steps = sorted(earlier.get("C2.2.2.route", ()), key=lambda row: row["step"])
chain = re.search(r"la chaîne à évaluer est ([A-Z →]+)", "".join(parts))[1].strip().split(" → ")
ways = {"tolk_chaine": chain, "tolk_route": [row["system"] for row in steps]}
# What EX-09 forbids does not count in the conformity.
violated = Counter(
    (row["model"], row["requirement"]) for row in earlier.get("C2.2.1.failing", ()) if row["requirement"] != "EX-09"
)


def treating(finding):
    """Return a lever that treats a finding, of the programme if there is one."""
    fit = [code for code, row in levers.items() if finding in row["traite"].split()]
    return next((code for code in fit if code in programme), fit[0] if fit else "")


def action_on(finding):
    """Return the code of what to act on, as section 6.4 says."""
    if finding.startswith("T-"):
        return treating(finding)
    if finding.startswith("maquette_"):
        model = finding.removeprefix("maquette_")
        worst = max((code for owner, code in violated if owner == model), key=lambda code: violated[model, code])
        return treating(f"M-{worst}")
    if finding in ways:
        return min((exchanges[ends] for ends in pairwise(ways[finding])), key=own_levels.get)
    return treating("T-licences" if finding == "jetons_refus" else "T-reseau")


TARGETS = {"reseau_points_uniques": 0, "jetons_refus": limit_percent, "tolk_route": 2, "tolk_chaine": 2}
follow_up = []
for row in swot_inside:
    if row["quadrant"] == "faiblesse":
        target = TARGETS.get(row["finding"], 1 if row["finding"].startswith("T-") else 90)
        follow_up.append({"subject": row["subject"], "target": target, "action": action_on(row["finding"])})
for row in follow_up:
    print(*row.values())
### END SOLUTION

# %% criterion="C2.2.3.swot"
answer("swot_inside", swot_inside)
answer("swot_outside", swot_outside)
answer("follow_up", follow_up)

# %% [markdown]
# **À rédiger (environ 2 000 signes, espaces compris), notation humaine.** Ce que la matrice fait ressortir. Choisissez
# deux points saillants au plus par quadrant et dites pourquoi ceux-là ; croisez au moins deux fois une force ou une
# faiblesse avec un fait externe et tirez-en une action, avec son coût ou son délai ; dites qui remesure quoi dans un
# an, et deux enseignements qui serviraient à une autre entreprise.

# %% [markdown] rubric="C2.2.3.swot"
# **Ce qui ressort.** Du côté des faiblesses, deux points commandent les autres. La tenue du réseau : un seul matériel
# du siège ou une seule liaison suffit à couper un site de l’hébergeur, donc de l’environnement de données commun ; tout
# ce que nous améliorerions ailleurs s’arrêterait avec elle. Le niveau de la chaîne jusqu’à la maintenance : il est fixé
# par un seul échange, le plus bas, et aucun autre investissement ne le relèvera. Du côté des forces, ce qui passe son
# seuil le passe là où une machine contrôle la règle : l’équipe sait faire dès que la règle est vérifiable.
# Les autres sujets ont été écartés : leur valeur est proche du seuil, ou un levier peu coûteux du programme les traite.
#
# **Croisements.** Si les maîtres d’ouvrage demandent des maquettes contrôlées, l’avance que donnent les maquettes
# conformes ne vaut que si toutes le sont : le contrôle à l’entrée de la zone partagée passe en premier, dans les deux
# mois. Une panne de réseau au moment d’un rendu coûte plus que l’option qui double l’accès : elle est à commander avant
# l’hiver, aide régionale ou non ; s’il y a une aide, elle se demande avant la commande.
#
# **Dans un an.** La coordinatrice repasse les trois maquettes à l’IDS (objectif de chaque discipline : 90 %) et
# remesure l’échange le plus bas de la chaîne par le même jeu d’essai ; l’administrateur recompte les points de
# défaillance uniques et la part des jetons refusés. Relever un échange ne suffira pas si un autre de la chaîne est
# aussi bas : il viendra ensuite.
#
# **Pour d’autres.** Un format ouvert ne fait pas un niveau : sans contrôle des propriétés et des états, la chaîne reste
# basse ; cela vaut dès que plus de deux logiciels se suivent. Une moyenne rassure à tort : c’est le plus bas échange,
# la plus mauvaise maquette, l’unique liaison qui décident ; cela vaut partout où les maillons se suivent.

# %% [markdown]
# ## 4. Le rapport (10 points avec la partie 1, dont 5 attribués par un correcteur)
#
# Donnez `report`, le texte du rapport en Markdown. Les titres sont ceux de `rapport_sections.csv`, dans leur ordre
# (`## Titre` ; numérotation, casse et accents indifférents). Chaque section a un texte à elle, de la longueur demandée
# et d’au moins vingt mots différents (convention de l’exercice). Aucun chiffre n’est cherché dans la prose : ceux qui
# comptent sont dans `key_figures`, mais un correcteur lira les deux.
#
# **Abréviations.** Chacune de `rapport_abreviations.csv` est à développer une fois, où vous voulez : à l’un de ses
# emplois ou dans la section « Abréviations ». Comptent aussi, dès que votre texte les emploie, celles des suivantes qui
# n’y sont pas : BIM, CVC, IDS, IFC, IOPS, PUE, RAID, RTT, STR, SWOT, TCO. Le sens suit le sigle, ou le précède entre
# parenthèses fermées sur le sigle (§ 6.3), à moins de cent vingt caractères, dans le même alinéa ou la même ligne de
# tableau. En français ou en anglais ; un code de la maison se développe par ce qu’il désigne : la ville d’une agence,
# l’usage ou le nom d’un logiciel. Une explication courte vaut un développement (« IFC : format ouvert d’échange de
# maquettes »).
#
# Les sections et leur ordre ne comptent qu’avec un chiffre ou une abréviation juste : la forme seule ne dit rien.
#
# | Barème (moitié automatique) | Chiffres clés | Abréviations | Sections | Ordre |
# |---|---|---|---|---|
# | sur 10 | 4,5 | 2,5 | 2 | 1 |

# %% solution="report"
report = None  # un texte Markdown
### BEGIN SOLUTION
told = {}
for demand in demanded_figures:
    row = next((row for row in key_figures if row["key"] == demand["cle"]), None)
    digits = int(demand["decimales"])
    told[demand["cle"]] = f"{comma(row['value'], digits)} {row['unit']}".strip() if row else "non établi"


def listed(words, none="aucun"):
    """Return words as a French list."""
    words = list(words)
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else none


MEANINGS = {
    "BIM": "building information modeling, conception et suivi d’un bâtiment par sa maquette numérique",
    "IFC": "industry foundation classes, format ouvert d’échange de maquettes (ISO 16739-1)",
    "IDS": "information delivery specification, exigences d’information qu’une machine contrôle sur une maquette",
    "SWOT": "forces, faiblesses, opportunités et menaces",
    "RAID": "grappe de disques redondants, qui survit à la perte de l’un d’eux ou de deux",
    "PUE": "power usage effectiveness, énergie du local rapportée à celle des matériels informatiques",
    "EDC": f"environnement de données commun, le logiciel {programs['EDC']['nom']}",
    "SIE": nodes["SIE"],
    "AG1": nodes["AG1"],
    "AG2": nodes["AG2"],
    "HEB": nodes["HEB"].partition(",")[0],
    "MOD": f"modeleur, le logiciel {programs['MOD']['nom']}",
    "COO": f"coordination des maquettes, le logiciel {programs['COO']['nom']}",
    "GMA": f"gestion de la maintenance chez le maître d’ouvrage, le logiciel {programs['GMA']['nom']}",
}
MEANINGS |= {
    code: f"{programs[code]['usage']}, le logiciel {programs[code]['nom']}" for code in chain if code not in MEANINGS
}
CALLED = {"structure": "structure", "fluides": "fluides", "electricite": "électricité"}
by_quadrant = {
    quadrant: [row for row in [*swot_inside, *swot_outside] if row["quadrant"] == quadrant]
    for quadrant in ("force", "faiblesse", "opportunité", "menace")
}
elements = {
    quadrant: [f"{called(row)} ({valued(row)})" if "subject" in row else called(row) for row in rows]
    for quadrant, rows in by_quadrant.items()
}
matrix = "\n".join(f"- **{quadrant.capitalize()}s** : {' ; '.join(names)}." for quadrant, names in elements.items())
weak_names = listed(called(row) for row in by_quadrant["faiblesse"])
conformities = listed(f"{CALLED[model]} {comma(percent, 1)} %" for model, percent in conformity.items())
bought = listed((row["option"] for row in earlier.get("C2.2.2.upgrade", ())), "aucune")
overloaded = listed(row["link"] for row in earlier.get("C2.2.2.overloaded_links", ()))
spread = listed(
    f"{100 * row['share']:.0f} % au niveau {row['level']}" for row in earlier.get("C2.2.2.level_shares", ())
)
lever_names = listed(f"{code} ({lowered(levers[code]['intitule'])})" for code in programme)
container_faults = earlier.get("C2.2.1.container_faults")
strayed = "" if container_faults is None else f"{len(container_faults)} fois"
left_weak = earlier.get("C2.2.2.weak_points_after", "un nombre non établi")
lever_weeks = sum(int(levers[code]["semaines"]) for code in programme)
rows_of_meanings = "\n".join(f"| {word} | {meaning} |" for word, meaning in MEANINGS.items())

TEXTS = {
    "Synthèse": f"""
Tarvenne peut déployer la solution étudiée, à trois conditions. Le réseau a {told["points_uniques"]} points de
défaillance uniques : l’amélioration retenue (options {bought}) est à commander d’abord. La chaîne du modeleur à la
maintenance est au niveau {told["niveau_chaine"]} sur une échelle de 0 à 4, quand la meilleure route interne est au
niveau {told["niveau_route"]} : c’est l’échange le plus bas qui est à reprendre. La maquette la moins conforme satisfait
{told["conformite_min"]} des contrôles, pour 90 % visés. Les installations demandent {told["serveurs"]} serveurs et
{told["stockage"]} de stockage à provisionner ; le programme de leviers coûte {told["cout_leviers"]}.""",
    "Abréviations": f"""
| Sigle | Sens |
|---|---|
{rows_of_meanings}""",
    "Pilotage des maquettes": f"""
Douze personnes ont été entendues. Écarts du processus réel à la procédure écrite : {told["ecarts_procedure"]}, retenus
seulement quand les établit une personne qui fait elle-même le travail. Les trois maquettes de l’affaire
{specification["project"]} ont été passées à l’IDS : {conformities} des contrôles satisfaits, pour 90 % visés
(convention de l’étude). Le registre de l’EDC s’écarte {strayed} des règles de nom, d’indice et d’état : un conteneur
d’information mal nommé ou publié sans visa fait travailler un partenaire sur une maquette périmée.""",
    "Installations": f"""
À l’heure de pointe, {told["acces_simultanes"]} accès sont ouverts en même temps, partenaires compris. Il faut
{told["serveurs"]} serveurs de sessions, dont un de secours, du modèle {server_model}, chargés à
{comma(specification["target_load_percent"], 0)} % au plus. Les échanges portent sur {told["volume_jour"]} par jour, et
le volume à provisionner à l’horizon de l’étude est de {told["stockage"]}, sur une baie RAID qui survit à la perte de
deux disques. La baie n’est pas une sauvegarde : une chaîne reste sur place, une autre part hors site chaque nuit.""",
    "Réseau": f"""
Le siège demande {told["debit_siege"]} vers l’hébergeur à l’horizon du réseau, croissance comprise. Sont surchargés les
liens suivants : {overloaded}. Le réseau compte {told["points_uniques"]} points dont la panne, seule, sépare deux sites,
ou un site de l’hébergeur ; leur liste reste à la direction, à l’administrateur du réseau et à l’hébergeur. Le transfert
d’une maquette fédérée depuis Port-Armel dure {told["duree_transfert"]} sur un réseau au repos. Les options retenues,
{bought}, sont les meilleures que le budget de {comma(specification["network_budget_eur"], 0)} € permette, pour une mise
en service et {specification["network_months"]} mensualités ; il reste ensuite {left_weak} de ces points.""",
    "Interopérabilité": f"""
Chaque échange a été mesuré, de la maquette émise à la maquette reçue, et rangé de 0 (données propres à un logiciel) à
4 (données et processus harmonisés), d’après Tolk et Muguira ; les seuils de passage sont une convention de l’étude. Le
volume reçu se répartit ainsi : {spread}. La chaîne {listed(chain)} vaut ce que vaut son échange le plus bas, soit
{told["niveau_chaine"]} ; la meilleure route du MOD à l’EDC est au niveau {told["niveau_route"]}. Une moyenne
des niveaux n’aurait pas de sens.""",
    "Analyse SWOT": f"""
{matrix}

Chaque sujet interne s’appuie sur un constat chiffré, avec son seuil ; les faits externes viennent de la veille. Le
croisement qui décide : une coupure du réseau ou une maquette refusée au contrôle ferait perdre ce que les forces
promettent aux maîtres d’ouvrage.""",
    "Plan de déploiement": f"""
Premier trimestre 2026 : la directrice générale adjointe commande les options {bought}, l’administrateur des systèmes et
du réseau les met en service. De janvier à juin, sous la conduite du responsable BIM : leviers {lever_names}, pour
{told["cout_leviers"]} et une charge de {lever_weeks} semaines de travail, à partager entre la coordinatrice des
maquettes, les chefs de projet et la gestionnaire de l’EDC. Troisième trimestre : serveurs et stockage par
l’administrateur, puis reprise de l’échange le plus bas de la chaîne par la coordinatrice, avec le partenaire concerné.
Point d’arrêt, fin juin : si la conformité n’a pas progressé, la direction suspend les achats suivants. Les leviers se
paient une fois, les services se comptent sur {specification["cost_years"]} ans, les liaisons sur la durée de leur
contrat : ces coûts ne s’additionnent pas.""",
    "Limites et réserves": f"""
Douze entretiens ne font pas une statistique : les soldes d’un ou deux avis sont fragiles. La simultanéité des accès est
déclarée, non mesurée ; si elle était d’un quart plus forte, il faudrait reprendre le nombre de serveurs. La croissance
du trafic de {comma(specification["traffic_growth_percent"], 0)} % par an est supposée. Les niveaux d’échange valent
pour les jeux d’essai de l’étude. À remesurer dans un an, avec les mêmes conventions :
{weak_names}, chacun contre sa cible.""",
}
report = "# Rapport de déploiement de Tarvenne Ingénierie\n\n" + "\n\n".join(
    f"## {row['ordre']}. {row['titre']}\n\n{TEXTS[row['titre']].strip()}" for row in sections
)
### END SOLUTION

# %% [markdown]
# L’aperçu : relisez le rapport comme le fera un partenaire qui n’a rien d’autre.

# %%
if report:
    display(Markdown(report))

# %% criterion="C2.2.3.key-figures"
answer("key_figures", key_figures)
answer("report", report)

# %% [markdown]
# **À rédiger (environ 1 200 signes, espaces compris), notation humaine.** La note qui accompagne le rapport auprès des
# partenaires : ce qu’il établit, ce qu’il n’établit pas, ce qui change pour eux et quand. Le correcteur lit le rapport
# affiché ci-dessus **et** cette note.

# %% [markdown] rubric="C2.2.3.key-figures"
# Madame, Monsieur,
#
# Vous trouverez ci-joint le rapport de déploiement des outils de Tarvenne Ingénierie. Il se lit sans autre document :
# les sigles y sont développés, chaque chiffre y a son unité, son seuil et sa provenance. Il établit trois choses. Le
# réseau peut être coupé par une panne simple, et sera doublé d’abord. La chaîne d’échange jusqu’à votre outil de
# maintenance vaut ce que vaut son échange le plus bas, qui est nommé. Les maquettes sont désormais contrôlées avant
# partage, et le rapport dit pour chacune si elle tient le seuil.
#
# Il n’établit pas que les usages resteront ce qu’ils sont : la simultanéité des accès est déclarée, la croissance
# supposée. Si vos équipes doublaient leurs connexions, le nombre de serveurs serait à reprendre.
#
# Pour vous, deux changements en 2026 : d’ici à juin, un dépôt refusé vous reviendra avec la liste des exigences qu’il
# ne satisfait pas ; au troisième trimestre, nous vous proposerons une séance d’essai commune pour l’échange à
# reprendre. Nous remesurerons dans un an, avec les mêmes conventions, et vous rendrons les écarts.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
