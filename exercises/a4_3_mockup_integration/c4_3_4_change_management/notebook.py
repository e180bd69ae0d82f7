# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Tenir à jour : modifications, effectivités, révisions et états
#
# **Étude de cas A4.3 · compétence C4.3.4 · 150 minutes · 30 points**
#
# La maquette et le PLM des Ateliers Merlaude ont été rapprochés une fois. Dès le lendemain, ils s’écartent de nouveau :
# des modifications se décident, des composants en remplacent d’autres à une date, l’usine et le bureau d’études
# corrigent la même nomenclature chacun de son côté, la pose ne suit pas toujours les plans, et la maquette passe à
# l’indice B. La direction industrielle vous demande un audit de six mois de modifications, puis une **procédure de mise
# à jour** qui tienne sur tout le cycle de vie et que le bureau d’études ait les moyens d’appliquer.
#
# À la fin de ce carnet vous aurez :
#
# 1. trouvé les décisions, les passages et les prises d’effet contraires au cahier des charges, et **écrit la
#    procédure** comme un graphe d’états, puis en clair ;
# 2. suivi l’**impact** de chaque modification, mesuré la **charge** qu’elle donne et dit si elle est tenable ;
# 3. réparé les **effectivités**, fusionné deux états d’une nomenclature, établi l’état **tel qu’entretenu** et comparé
#    deux **indices** de la maquette.
#
# Ce carnet se travaille seul : il ne reprend rien des trois autres. Une erreur ne se paie qu’une fois : les impacts
# sont jugés d’après vos décisions, la charge d’après vos décisions et vos impacts.
#
# | Critère | Points | Parties |
# |---|---|---|
# | la procédure est conforme au cahier des charges | 10, dont 5 d’un formateur | 1, 3 et 4 |
# | elle est réalisable avec les moyens du bureau d’études | 10 | 5 |
# | elle couvre tout le cycle de vie | 10 | 2, 6 à 9 |
#
# Dans tous les tableaux demandés, l’ordre des lignes est libre et une ligne de trop coûte comme une ligne qui manque.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import math
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

import ifcopenshell.util.element as elements
import matplotlib.pyplot as plt
from IPython.display import Markdown, display

from autograders.candidate import answer, open_case
from autograders.candidate.bim import read_ifc

case = open_case("c4_3_4_change_management")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante, puis les deux sections du cahier des charges sur lesquelles ce carnet
# s’appuie : les noms et repères (4), les modifications et le cycle de vie (7). Ce qui vient d’ailleurs, la boucle (6),
# les panneaux et modules (3), l’hôte d’un élément (5), est redit là où il sert. Le document complet est dans
# `cahier_des_charges.md`.

# %%
specification = case.specification
specification

# %%
# Its headings, two levels down: this notebook has its own.
sections = re.split("^(?=## )", case.path("cahier_des_charges.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
display(Markdown("\n".join(re.sub("^#", "###", text) for text in sections if text.startswith(("## 4", "## 7")))))

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `modifications.csv` | six mois de modifications | décision inscrite, juste ou non ; `effet_le` parfois vide |
# | `journal_des_modifications.csv` | leurs passages d’un état à l’autre | dans l’ordre du temps, modifications mêlées |
# | `articles.csv` | registre des articles | colonne `interchangeable` |
# | `ebom.csv` | nomenclature d’études, une ligne par emploi | numéros saisis avec minuscules ou espaces |
# | `revisions.csv`, `effectivites.csv` | registres | jours inclus |
# | `fusion/*.csv` | un produit en trois états : commun, bureau d’études, usine | |
# | `as_built.csv`, `as_maintained.csv` | pose, remplacements depuis | emplacement = repère (`Tag`) de la maquette |
# | `batiment_ifc4.ifc`, `batiment_ifc4_rev_b.ifc` | maquette, indices A et B | mètres |
#
# La cellule suivante lit les tableaux, tous leurs champs en texte tel que saisi, et ouvre les deux maquettes, une fois
# pour toutes.


# %%
def read_table(name):
    """Return the rows of an extract; every cell is the text that was typed."""
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def day(text):
    """Return the day that an extract writes as 31/12/2026."""
    return datetime.strptime(text, "%d/%m/%Y").date()


articles = read_table("articles.csv")
usages = read_table("ebom.csv")
changes = read_table("modifications.csv")
journal = read_table("journal_des_modifications.csv")
revisions = read_table("revisions.csv")
effectivities = read_table("effectivites.csv")
sides = {name: read_table(f"fusion/{name}.csv") for name in ("commun", "bureau_etudes", "usine")}
mounted = read_table("as_built.csv")
replacements = read_table("as_maintained.csv")
models = {
    "A": read_ifc(case.path("batiment_ifc4.ifc")),
    "B": read_ifc(case.path("batiment_ifc4_rev_b.ifc")),
}
print(len(changes), "modifications,", len(journal), "passages,", len(usages), "lignes de nomenclature")

# %% [markdown]
# ## 1. Les décisions
#
# Donnez `decisions_to_correct` : une ligne par modification dont la décision inscrite est **contraire** à la règle du §
# 7, approuvée ou non, avec `change` (comme MOD-001) et `decision`, celle que la règle impose : `"nouvelle révision"` ou
# `"nouvelle référence"`.
#
# Dans toute la suite, votre décision sur une modification est celle de ce tableau, ou la décision inscrite si elle n’y
# est pas.

# %% solution="decisions"
decisions_to_correct = None  # liste de dictionnaires aux clés change, decision
### BEGIN SOLUTION
REVISION, NUMBER = "nouvelle révision", "nouvelle référence"
KEPT = ("forme_conservee", "ajustement_conserve", "fonction_conservee")
decided = {row["modification"]: REVISION if all(row[each] == "oui" for each in KEPT) else NUMBER for row in changes}
decisions_to_correct = [
    {"change": row["modification"], "decision": decided[row["modification"]]}
    for row in changes
    if row["decision"] != decided[row["modification"]]
]
for row in decisions_to_correct:
    print(row["change"], "→", row["decision"])
### END SOLUTION

# %% [markdown]
# ## 2. Les impacts
#
# Donnez `impacts` : pour **chaque** modification de `modifications.csv`, approuvée ou non, et d’après **votre**
# décision, une ligne par article touché, l’article modifié compris, avec `change`, `article` et `identification`,
# `"nouvelle révision"` ou `"nouvelle référence"`.
#
# **Conventions** (§ 7). Un article qui change de référence modifie ses parents ; un parent dit interchangeable prend
# une nouvelle révision et arrête la propagation, un autre prend une nouvelle référence et la transmet. Une nouvelle
# révision ne touche aucun parent. Un parent est tout article dont une ligne de `ebom.csv` emploie le composant,
# l’affaire et les prototypes compris. Chaque modification se juge seule. Les numéros se comparent sans casse ni espace
# en bordure. Selon les variantes, la nomenclature contient une boucle : la ligne saisie le plus récemment (`cree_le`)
# parmi celles de la boucle est l’erreur, les calculs se font sans elle (§ 6).
#
# Les impacts se jugent d’après vos décisions. Si elles ne donnaient presque jamais de nouvelle référence, il n’y aurait
# rien à juger, et rien à gagner : revoyez-les alors.

# %% solution="impacts"
impacts = None  # liste de dictionnaires aux clés change, article, identification
### BEGIN SOLUTION
lines = [(row["parent"].strip().upper(), row["composant"].strip().upper(), day(row["cree_le"])) for row in usages]


def parents_by_article(lines):
    """Return the parents of each component."""
    parents = defaultdict(set)
    for parent, component, _ in lines:
        parents[component].add(parent)
    return parents


def ancestors(article, parents):
    """Return all articles above one, itself among them if it lies in a loop."""
    found, waiting = set(), [article]
    while waiting:
        above = parents[waiting.pop()] - found
        found |= above
        waiting.extend(above)
    return found


parents = parents_by_article(lines)
in_loop = {article for article in list(parents) if article in ancestors(article, parents)}
looping = [line for line in lines if line[0] in in_loop and line[1] in in_loop]
if looping:
    slip = max(looping, key=lambda line: line[2])
    print("Boucle : ligne écartée", slip)
    lines.remove(slip)
    parents = parents_by_article(lines)
interchangeable = {row["article"] for row in articles if row["interchangeable"] == "oui"}


def touched(article, decision):
    """Return what each article that a change is felt in becomes."""
    becomes = {article: decision}
    waiting = [article] if decision == NUMBER else []
    while waiting:
        for parent in sorted(parents[waiting.pop()]):
            if parent not in becomes:
                becomes[parent] = REVISION if parent in interchangeable else NUMBER
                if becomes[parent] == NUMBER:
                    waiting.append(parent)
    return becomes


felt = {row["modification"]: touched(row["article"], decided[row["modification"]]) for row in changes}
impacts = [
    {"change": change, "article": article, "identification": identification}
    for change, becomes in felt.items()
    for article, identification in becomes.items()
]
for change, becomes in felt.items():
    print(change, Counter(becomes.values()))
### END SOLUTION

# %% [markdown]
# ## 3. Le journal
#
# - `illegal_moves` : une ligne par passage illicite du journal, avec `line`, le rang de la ligne de données (1 pour la
#   première sous l’en-tête), et `fault`, la première de ces fautes qui vaut : `"état inconnu"` (l’un des deux états
#   n’est pas dans la procédure), `"passage non prévu"` (le second ne peut suivre le premier), `"départ d’un autre
#   état"` (la modification ne se trouvait pas dans l’état de départ inscrit) ;
# - `premature_effects` : une ligne par modification qui prend effet (`effet_le`) **avant** le jour où le journal la
#   fait passer à « modification applicable », avec `change` et `days_early`, la différence de ces deux dates en jours,
#   positive.
#
# **Convention** (§ 7). Toute modification part du premier état ; après un passage illicite, elle se trouve dans l’état
# d’arrivée inscrit, si la procédure le connaît, sinon où elle était. Un passage illicite compte quand même pour la
# date.

# %% solution="journal"
illegal_moves = None  # liste de dictionnaires aux clés line, fault
premature_effects = None  # liste de dictionnaires aux clés change, days_early
### BEGIN SOLUTION
PERMITTED = {
    "demande rédigée": ("demande soumise", "dossier abandonné"),
    "demande soumise": ("impact analysé", "demande rédigée"),
    "impact analysé": ("demande approuvée", "demande rejetée"),
    "demande approuvée": ("ordre émis",),
    "ordre émis": ("ordre réalisé", "dossier abandonné"),
    "ordre réalisé": ("ordre vérifié", "ordre émis"),
    "ordre vérifié": ("modification applicable",),
    "modification applicable": ("dossier clos",),
}
STATES = {*PERMITTED, *(state for targets in PERMITTED.values() for state in targets)}
reached = {row["modification"]: "demande rédigée" for row in changes}
illegal_moves, applicable_on = [], {}
for line, row in enumerate(journal, start=1):
    change, source, target = row["modification"], row["etat_depart"], row["etat_arrivee"]
    if source not in STATES or target not in STATES:
        illegal_moves.append({"line": line, "fault": "état inconnu"})
    elif target not in PERMITTED.get(source, ()):
        illegal_moves.append({"line": line, "fault": "passage non prévu"})
    elif source != reached[change]:
        illegal_moves.append({"line": line, "fault": "départ d’un autre état"})
    if target in STATES:
        reached[change] = target
    if target == "modification applicable":
        applicable_on[change] = day(row["date"])
premature_effects = [
    {"change": row["modification"], "days_early": (applicable_on[row["modification"]] - day(row["effet_le"])).days}
    for row in changes
    if row["effet_le"] and day(row["effet_le"]) < applicable_on[row["modification"]]
]
for move in illegal_moves:
    row = journal[move["line"] - 1]
    print(move["line"], row["modification"], row["etat_depart"], "→", row["etat_arrivee"], f"({move['fault']})")
print(premature_effects)
### END SOLUTION

# %% [markdown]
# ## 4. La procédure (conformité au cahier des charges : 10 points, dont 5 attribués par un formateur)
#
# Donnez `procedure` : une ligne par passage, avec `state`, `next_state` (les noms d’états du cahier des charges) et
# `actor`, celui qui décide du passage : `"demandeur"`, `"etudes"` (le bureau d’études), `"commission"` (celle des
# modifications), `"atelier"` ou `"qualite"` (le service qualité). Elle est jugée sur les cinq règles du § 7. Plusieurs
# procédures conviennent, mais pas celle où un seul acteur fait tout.
#
# Barème de la moitié automatique, sur 12,5 :
#
# | Partie | Ce qui est payé | Poids |
# |---|---|---|
# | 1 | décisions à corriger | 2 |
# | 3 | passages illicites | 2 |
# | 3 | leur nature | 1 |
# | 3 | prises d’effet prématurées | 1 |
# | 3 | leur avance | 1 |
# | 4 | rien que des passages permis, un acteur chacun | 1,5 |
# | 4 | ni état isolé ni cul-de-sac, les trois états finaux atteints | 1,5 |
# | 4 | deux issues à ce qui se juge | 1 |
# | 4 | séparation des tâches | 1,5 |

# %% solution="procedure"
procedure = None  # liste de dictionnaires aux clés state, next_state, actor
### BEGIN SOLUTION
DECIDED_BY = {
    ("demande rédigée", "demande soumise"): "demandeur",
    ("demande rédigée", "dossier abandonné"): "demandeur",
    ("demande soumise", "demande rédigée"): "etudes",
    ("demande soumise", "impact analysé"): "etudes",
    ("impact analysé", "demande approuvée"): "commission",
    ("impact analysé", "demande rejetée"): "commission",
    ("demande approuvée", "ordre émis"): "etudes",
    ("ordre émis", "ordre réalisé"): "atelier",
    ("ordre émis", "dossier abandonné"): "commission",
    ("ordre réalisé", "ordre vérifié"): "qualite",
    ("ordre réalisé", "ordre émis"): "qualite",
    ("ordre vérifié", "modification applicable"): "commission",
    ("modification applicable", "dossier clos"): "etudes",
}
procedure = [
    {"state": state, "next_state": following, "actor": actor} for (state, following), actor in DECIDED_BY.items()
]
### END SOLUTION

# %% [markdown]
# Dessinez-la : un état que rien n’atteint, ou d’où rien ne part, s’y voit. La cellule qui suit dessine la vôtre.

# %% figure="procedure-graph"
if procedure:
    looks = {
        "demandeur": ("C0", "-"),
        "etudes": ("C1", "--"),
        "commission": ("C2", "-."),
        "atelier": ("C3", ":"),
        "qualite": ("C4", (0, (6, 1))),
    }
    names = list(dict.fromkeys(row[key] for row in procedure for key in ("state", "next_state")))
    sources = {row["state"] for row in procedure}
    turns = {name: 2 * math.pi * rank / len(names) for rank, name in enumerate(names)}
    figure, axes = plt.subplots(figsize=(9, 6))
    spots = {name: (math.sin(turn), math.cos(turn)) for name, turn in turns.items()}
    for row in procedure:
        colour, line = looks.get(row["actor"], ("grey", "-"))
        axes.annotate(
            "",
            xy=spots[row["next_state"]],
            xytext=spots[row["state"]],
            arrowprops={
                "arrowstyle": "-|>",
                "mutation_scale": 18,
                "color": colour,
                "linestyle": line,
                "linewidth": 1.5,
                "shrinkA": 8,
                "shrinkB": 8,
                "connectionstyle": "arc3,rad=0.18",
            },
        )
    for name, (x, y) in spots.items():
        width = 1 if name in sources else 3.5
        axes.plot(x, y, "o", markersize=11, markerfacecolor="white", markeredgecolor="black", markeredgewidth=width)
        side = "center" if abs(x) < 0.1 else "left" if x > 0 else "right"
        axes.text(1.1 * x, 1.1 * y, name, ha=side, va="center")
    for actor, (colour, line) in looks.items():
        axes.plot([], [], color=colour, linestyle=line, label=actor)
    axes.set(xlim=(-1.8, 1.8), ylim=(-1.2, 1.2), aspect="equal")
    axes.set_axis_off()
    axes.legend(loc="center", title="acteur")
    plt.show()

# %% criterion="C4.3.4.compatible"
answer("decisions_to_correct", decisions_to_correct)
answer("illegal_moves", illegal_moves)
answer("premature_effects", premature_effects)
answer("procedure", procedure)

# %% [markdown]
# **À rédiger (une page et demie, 700 mots au plus), notation humaine.** La procédure de mise à jour, telle que vous la
# remettriez au bureau d’études : pour chaque passage, sur quelle pièce on décide ; ce qui aurait arrêté chacune des
# fautes que vous avez trouvées ; où se placent la décision révision ou référence, la prise d’effet et la publication
# d’un nouvel indice de la maquette ; ce qu’on fait d’une urgence, et d’un mois qui déborde. Ce que les registres ont
# d’incohérent et qu’aucune réponse ne demande y a sa place : effectivités sans modification, révisions qui diffèrent
# entre maquette, registre et pose, quantités qui n’ont pas suivi une forme.

# %% [markdown] rubric="C4.3.4.compatible"
# **Demande.** Le demandeur la soumet avec l’article, le motif et l’effet souhaité ; le bureau d’études la lui renvoie
# si une de ces trois pièces manque. **Analyse.** Le bureau d’études joint la liste des articles touchés, jusqu’au
# premier interchangeable, et répond par oui ou non à forme, ajustement, fonction : la décision révision ou référence en
# découle, elle ne se coche pas. Le formulaire la calcule ; les quatre décisions contraires à la règle n’auraient pu
# être saisies.
#
# **Décision.** La commission, qui ne demande ni n’analyse, approuve ou rejette par écrit, en regard du reste du mois.
# Un mois qui déborde se règle là : elle reporte ce qui libère le moins d’heures, et le dit au demandeur.
#
# **Ordre.** Il est émis par le bureau d’études, réalisé par l’atelier, vérifié par la qualité sur procès-verbal, ou
# repris. L’outil n’offre que les états du tableau et part de l’état atteint : l’« ordre signé », la vérification sautée
# et la réalisation inscrite deux fois auraient été refusés à la saisie. Une urgence suit le même chemin : la commission
# se réunit dans la journée, aucun contrôle n’est sauté.
#
# **Application.** La commission rend applicable et fixe alors seulement la prise d’effet ; la même action écrit les
# effectivités, l’une finissant la veille de l’autre, et publie la révision en remplaçant l’ancienne. La maquette ne
# change d’indice qu’avec des modifications applicables, GlobalId conservés, et la liste des différences y est jointe.
#
# **Accord des registres.** Une bascule du registre des effectivités cite sa modification ; ici aucune ne le fait. Avant
# de publier un indice, le bureau d’études rapproche la révision de la maquette, celle du registre et celle de la pose,
# et recalcule les quantités des éléments dont la forme a changé : celles de l’indice B sont restées les anciennes.
#
# **Suivi.** Chaque mois : délai de soumission à application, heures qui restent, passages refusés. Au-delà d’un mois de
# capacité en reste, la commission n’approuve plus que ce qui touche à la sécurité.

# %% [markdown]
# ## 5. Les moyens (procédure réalisable : 10 points)
#
# - `workload` : une ligne par mois de la période, de janvier à juin 2026, avec `month` (comme 2026-01), `hours`, la
#   charge qui tombe sur ce mois, `left_h`, ce qui reste à faire à sa fin, `unused_h`, la capacité qu’il a perdue ;
# - `remaining_h` : ce qui reste à la fin du dernier mois, et `feasible` : la procédure est-elle réalisable ?
# - `needed_capacity_h_per_month` : la plus petite capacité mensuelle, la même chaque mois, avec laquelle rien ne
#   resterait à la fin du dernier mois ; au dixième d’heure près, ou arrondie à l’heure supérieure ;
# - `postponed` : un dessinateur manque et la capacité n’est plus que `fallback_capacity_h_per_month`. Quelles
#   modifications reporter pour que rien ne reste à la fin du dernier mois, en reportant **le moins d’heures**
#   possible ? Une ligne par modification, avec `change` ; et `postponed_h`, le total des heures reportées. La période
#   est rejouée depuis janvier : toute modification qui l’a chargée peut être reportée, close ou abandonnée depuis.
#   Plusieurs ensembles peuvent être également bons.
#
# **Conventions** (§ 7). Seules comptent les modifications que le journal fait passer à « demande approuvée », que ce
# passage soit licite ou non, et qu’elles aient ou non été abandonnées ensuite. La charge d’une modification (les
# heures de la décision que la règle impose, plus celles de chaque **autre** article touché) tombe entière sur le mois
# de sa soumission (`soumise_le`). Ce qu’un mois ne peut faire passe au suivant ; une capacité qui n’a pas servi est
# perdue. Une modification reportée sort de la période avec toute sa charge. Moins de 0,05 h, c’est rien. Ce qui reste
# ne compte qu’avec des heures calculées : le même reste partout, sans elles, serait deviné.
#
# | Ce qui est payé | Poids (sur 10,5) |
# |---|---|
# | charge de chaque mois | 3 |
# | ce qui reste à la fin de chaque mois | 1,5 |
# | capacité perdue chaque mois | 1 |
# | reste final | 0,5 |
# | avis, fondé sur ce reste | 1 |
# | plus petite capacité | 1,5 |
# | reports qui suffisent | 0,75 |
# | reports sans heure de trop | 1 |
# | total des heures reportées | 0,25 |

# %% solution="workload"
workload = None  # liste de dictionnaires aux clés month, hours, left_h, unused_h
remaining_h = None
feasible = None  # True ou False
needed_capacity_h_per_month = None
### BEGIN SOLUTION
approved = {row["modification"] for row in journal if row["etat_arrivee"] == "demande approuvée"}
own_h = {REVISION: specification["revision_h"], NUMBER: specification["new_number_h"]}
hours_of, month_of = {}, {}
for row in changes:
    change = row["modification"]
    if change in approved:
        hours_of[change] = own_h[decided[change]] + specification["impacted_article_h"] * (len(felt[change]) - 1)
        month_of[change] = f"{day(row['soumise_le']):%Y-%m}"
months = sorted({f"{day(row['soumise_le']):%Y-%m}" for row in changes})
capacity_h = specification["capacity_h_per_month"]
hours = {month: sum(hours_of[change] for change in hours_of if month_of[change] == month) for month in months}
workload, left_h = [], 0.0
for month in months:
    load_h = left_h + hours[month]
    left_h, unused_h = max(0.0, load_h - capacity_h), max(0.0, capacity_h - load_h)
    workload.append({"month": month, "hours": hours[month], "left_h": left_h, "unused_h": unused_h})
remaining_h = left_h
feasible = remaining_h < 0.05
# Whatever falls from a month on has only that month and the later ones.
needed_capacity_h_per_month = max(
    sum(hours[month] for month in months[start:]) / (len(months) - start) for start in range(len(months))
)
for row in workload:
    print(row)
print(remaining_h, feasible, round(needed_capacity_h_per_month, 2))
### END SOLUTION

# %% solution="workload-figure" figure="monthly-workload"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(8, 4))
before_h = [0.0, *(row["left_h"] for row in workload[:-1])]
axes.bar(months, [row["hours"] for row in workload], color="C0", label="charge du mois")
axes.bar(
    months, before_h, bottom=[row["hours"] for row in workload], color="C1", hatch="//", label="reste du mois d’avant"
)
axes.axhline(capacity_h, color="black", linestyle="--", label="capacité")
axes.axhline(specification["fallback_capacity_h_per_month"], color="black", linestyle=":", label="capacité de repli")
axes.set(title="Charge du bureau d’études", ylabel="heures")
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% solution="postponed"
postponed = None  # liste de dictionnaires à la clé change
postponed_h = None
### BEGIN SOLUTION
fallback_h = specification["fallback_capacity_h_per_month"]
# Hours that can be kept from a month to the last, each with one way to reach them, from the last month backwards.
kept = {0.0: ()}
for rank, month in enumerate(reversed(months), start=1):
    for change in hours_of:
        if month_of[change] == month:
            kept = {total + hours_of[change]: (*held, change) for total, held in kept.items()} | kept
    kept = {total: held for total, held in kept.items() if total <= rank * fallback_h}
best = kept[max(kept)]
postponed = [{"change": change} for change in hours_of if change not in best]
postponed_h = sum(hours_of[row["change"]] for row in postponed)
print([row["change"] for row in postponed], postponed_h, "h")
### END SOLUTION

# %% criterion="C4.3.4.feasible"
answer("workload", workload)
answer("remaining_h", remaining_h)
answer("feasible", feasible)
answer("needed_capacity_h_per_month", needed_capacity_h_per_month)
answer("postponed", postponed)
answer("postponed_h", postponed_h)

# %% [markdown]
# ## 6. Effectivités et révisions
#
# - `effectivity_faults` : une ligne par trou ou recouvrement, avec `parent`, `find_number` (le repère), `fault`
#   (`"trou"` ou `"recouvrement"`), `first_day` et `last_day`, premier et dernier jours fautifs, **inclus**, en
#   AAAA-MM-JJ ;
# - `mended_effectivities` : le registre réparé, **toutes** les lignes des huit positions, avec `parent`, `find_number`,
#   `component`, `first_day`, `last_day`. Une position juste reste telle quelle ; dans une position fautive, les deux
#   composants se suivent, et la bascule se fait dans l’intervalle fautif ou à l’une de ses bornes : aucun autre jour ne
#   change de composant. Plusieurs réparations conviennent ;
# - `revision_faults` : une ligne par article et par faute du registre des révisions, avec `article` et `fault` :
#   `"plusieurs révisions publiées"` ou `"lettre sautée"` (une lettre manque entre A et la dernière).

# %% solution="effectivities"
effectivity_faults = None  # liste de dictionnaires aux clés parent, find_number, fault, first_day, last_day
mended_effectivities = None  # liste de dictionnaires aux clés parent, find_number, component, first_day, last_day
revision_faults = None  # liste de dictionnaires aux clés article, fault
### BEGIN SOLUTION
ONE_DAY = timedelta(days=1)
positions = defaultdict(list)
for row in effectivities:
    positions[row["parent"], int(row["repere"])].append([row["composant"], day(row["debut"]), day(row["fin"])])
effectivity_faults, mended_effectivities = [], []
for (parent, find), spans in positions.items():
    spans.sort(key=lambda span: span[1])
    for earlier, later in pairwise(spans):
        expected = earlier[2] + ONE_DAY
        if later[1] > expected:
            fault = {"fault": "trou", "first_day": expected, "last_day": later[1] - ONE_DAY}
        elif later[1] < expected:
            fault = {"fault": "recouvrement", "first_day": later[1], "last_day": earlier[2]}
        else:
            continue
        effectivity_faults.append({"parent": parent, "find_number": find} | fault)
        # The new component's first day is what the change decided; the old one gives way to it.
        earlier[2] = later[1] - ONE_DAY
    for component, first, last in spans:
        span = {"component": component, "first_day": first.isoformat(), "last_day": last.isoformat()}
        mended_effectivities.append({"parent": parent, "find_number": find} | span)
for row in effectivity_faults:
    row |= {key: row[key].isoformat() for key in ("first_day", "last_day")}
    print(row)

issued = defaultdict(list)
for row in revisions:
    issued[row["article"]].append((row["revision"], row["etat"]))
revision_faults = []
for article, issues in issued.items():
    if sum(state == "publiée" for _, state in issues) > 1:
        revision_faults.append({"article": article, "fault": "plusieurs révisions publiées"})
    letters = sorted(letter for letter, _ in issues)
    if letters != [chr(ord("A") + rank) for rank in range(len(letters))]:
        revision_faults.append({"article": article, "fault": "lettre sautée"})
print(revision_faults)
### END SOLUTION

# %% solution="effectivity-figure" figure="effectivity-lines"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(10, 4))
labels = [f"{parent} repère {find}" for parent, find in positions]
for rank, place in enumerate(positions):
    rows = [row for row in mended_effectivities if (row["parent"], row["find_number"]) == place]
    for colour, row in zip(("C0", "C2"), rows, strict=True):
        first, last = (date.fromisoformat(row[key]) for key in ("first_day", "last_day"))
        axes.barh(rank, last - first + ONE_DAY, left=first, height=0.5, color=colour)
    for row in effectivity_faults:
        if (row["parent"], row["find_number"]) == place:
            first, last = (date.fromisoformat(row[key]) for key in ("first_day", "last_day"))
            look = {"hatch": "////"} if row["fault"] == "recouvrement" else {}
            axes.barh(
                rank, last - first + ONE_DAY, left=first, height=0.9, facecolor="none", edgecolor="crimson", **look
            )
axes.set_yticks(range(len(labels)), labels)
axes.set_title("Effectivités réparées ; en rouge, les trous (cernés) et les recouvrements (hachurés) du registre")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% [markdown]
# ## 7. La fusion
#
# Le bureau d’études et l’usine ont travaillé chacun de son côté sur le même état commun (`fusion/`).
#
# - `merged_lines` : la nomenclature fusionnée, une ligne par `parent`, `component` et `find_number`, avec `quantity` ;
#   une ligne en conflit y reste dans l’état commun ;
# - `merge_conflicts` : une ligne par conflit, avec `parent`, `component`, `find_number` et `kind` : `"quantité"` si les
#   deux côtés l’ont changée différemment, `"suppression"` si l’un a supprimé ce que l’autre a changé.

# %% solution="merge"
merged_lines = None  # liste de dictionnaires aux clés parent, component, find_number, quantity
merge_conflicts = None  # liste de dictionnaires aux clés parent, component, find_number, kind
### BEGIN SOLUTION
common, office, works = (
    {
        (row["parent"], row["composant"], int(row["repere"])): float(row["quantite"].replace(",", "."))
        for row in sides[name]
    }
    for name in ("commun", "bureau_etudes", "usine")
)
merged, merge_conflicts = {}, []
for key in {**common, **office, **works}:
    before, ours, theirs = common.get(key), office.get(key), works.get(key)
    if theirs in (ours, before):
        merged[key] = ours
    elif ours == before:
        merged[key] = theirs
    else:
        merged[key] = before
        parent, component, find = key
        kind = "suppression" if None in (ours, theirs) else "quantité"
        merge_conflicts.append({"parent": parent, "component": component, "find_number": find, "kind": kind})
merged_lines = [
    {"parent": parent, "component": component, "find_number": find, "quantity": quantity}
    for (parent, component, find), quantity in merged.items()
    if quantity is not None
]
print(len(merged_lines), "lignes,", merge_conflicts)
### END SOLUTION

# %% [markdown]
# ## 8. Tel que conçu, tel que posé, tel qu’entretenu
#
# Un emplacement est le repère (`Tag`) d’un panneau ou d’un module de la maquette, indice A (définition au § 3 : un
# IfcElementAssembly dont `ObjectType` commence par « Panneau » ou par « Module »).
#
# - `in_place` : **chaque** emplacement de la maquette, avec `place`, `article`, `revision`, `serial`, tels qu’ils sont
#   après tous les remplacements admis ; trois textes vides (`""`) où rien n’est en place ; un numéro de série inscrit
#   deux fois y reste comme il a été relevé ;
# - `rejected_replacements` : le rang `line` de chaque remplacement à rejeter (1 pour la première ligne de données) ;
# - `deviations` : une ligne par écart du relevé de pose (`as_built.csv` seul) au conçu, avec `place` et `deviation` :
#   `"autre article"` que celui de la maquette (`ArticleNumber`, comparé sans casse ni espace), `"révision dépassée"` si
#   la révision posée précède la dernière révision publiée de l’article **posé**, `"emplacement vide"`, `"série en
#   double"` à chacun des emplacements où le même numéro est inscrit.

# %% solution="service"
in_place = None  # liste de dictionnaires aux clés place, article, revision, serial
rejected_replacements = None  # liste de dictionnaires à la clé line
deviations = None  # liste de dictionnaires aux clés place, deviation
### BEGIN SOLUTION
designed = {
    element.Tag: elements.get_pset(element, "Pset_ManufacturerTypeInformation", "ArticleNumber").strip().upper()
    for element in models["A"].by_type("IfcElementAssembly")
    if (element.ObjectType or "").startswith(("Panneau", "Module"))
}
held = dict.fromkeys(designed, ("", "", ""))
held |= {row["emplacement"]: (row["article"], row["revision"], row["serie"]) for row in mounted}
published = {
    article: max(letter for letter, state in issues if state == "publiée") for article, issues in issued.items()
}
serials = Counter(row["serie"] for row in mounted)
deviations = []
for place, (article, revision, serial) in held.items():
    found = {
        "emplacement vide": not serial,
        "autre article": serial and article != designed[place],
        "révision dépassée": serial and revision < published[article],
        "série en double": serials[serial] > 1,
    }
    deviations += [{"place": place, "deviation": name} for name, holds in found.items() if holds]
rejected_replacements = []
for line, row in enumerate(replacements, start=1):
    if row["serie_deposee"] == held[row["emplacement"]][2]:
        held[row["emplacement"]] = (row["article"], row["revision"], row["serie_posee"])
    else:
        rejected_replacements.append({"line": line})
in_place = [
    {"place": place, "article": article, "revision": revision, "serial": serial}
    for place, (article, revision, serial) in held.items()
]
print(rejected_replacements)
for row in deviations:
    print(row)
### END SOLUTION

# %% [markdown]
# ## 9. De l’indice A à l’indice B (cycle de vie : 10 points)
#
# Donnez `issue_changes` : une ligne par élément (IfcElement) et par nature de différence, avec `global_id` et
# `change` :
#
# - `"ajouté"`, `"supprimé"` : chaque élément, les parties d’un assemblage comprises ;
# - `"régénéré"` : même repère, autre GlobalId, rien d’autre ; donnez le GlobalId de l’indice A. Les parties d’un
#   assemblage régénéré qui ont gardé le leur n’ont pas changé. Un repère qui change de GlobalId et d’autre chose est un
#   supprimé et un ajouté ;
# - `"déplacé"` : le placement **relatif à l’hôte** (ce qui le contient, l’agrège ou l’emboîte) s’écarte de plus de
#   `placement_tolerance_mm`, ou l’élément a tourné, fût-ce sur place ; les parties d’un assemblage déplacé l’ont suivi
#   sans bouger ;
# - `"type changé"` : un type d’un autre nom ; `ObjectType`, qui en est la copie, ne compte pas à part ;
# - `"propriété changée"` : une propriété ou une quantité d’une autre valeur, celles du type comprises ; une seule ligne
#   par élément, quel que soit le nombre de propriétés ;
# - `"forme changée"` : la représentation, dans les axes de l’élément, n’est plus la même.
#
# Le nom (`Name`) et le matériau ne se comparent pas (conventions).
#
# | Partie | Ce qui est payé | Poids (sur 16,5) |
# |---|---|---|
# | 2 | article modifié, selon votre décision | 0,75 |
# | 2 | autres articles touchés | 1,5 |
# | 2 | révision ou référence de chacun | 0,75 |
# | 6 | positions à trou ou à recouvrement | 1 |
# | 6 | premier et dernier jour de chaque faute | 1 |
# | 6 | effectivités réparées | 1,25 |
# | 6 | fautes des révisions | 0,75 |
# | 7 | lignes fusionnées | 1,25 |
# | 7 | conflits | 1 |
# | 8 | état en place | 1,5 |
# | 8 | remplacements à rejeter | 0,5 |
# | 8 | écarts au conçu | 1,25 |
# | 9 | ajoutés, supprimés, régénérés | 1,5 |
# | 9 | déplacés | 1 |
# | 9 | type, propriétés, forme | 1,5 |

# %% solution="issues"
issue_changes = None  # liste de dictionnaires aux clés global_id, change
### BEGIN SOLUTION


# Elements of one type share their shape: it is unfolded once.
@cache
def unfolded(value):
    """Return an attribute with all that it refers to, without the numbers that differ from file to file."""
    if hasattr(value, "is_a"):
        return (value.is_a(), *map(unfolded, value))
    return tuple(map(unfolded, value)) if isinstance(value, tuple) else value


def described(element):
    """Return what there is to compare of an element."""
    kind = elements.get_type(element)
    sets = elements.get_psets(element)
    axes = element.ObjectPlacement.RelativePlacement
    return {
        "type changé": kind.Name if kind else "",
        "propriété changée": {
            (name, key): value for name, own in sets.items() for key, value in own.items() if key != "id"
        },
        "forme changée": [unfolded(each) for each in element.Representation.Representations]
        if element.Representation
        else None,
        "axes": (unfolded(axes.Axis), unfolded(axes.RefDirection)),
        "origin": axes.Location.Coordinates,
        "tag": element.Tag,
    }


def differences(before, after):
    """Return what changed between two descriptions."""
    names = [name for name in ("type changé", "propriété changée", "forme changée") if before[name] != after[name]]
    shift_mm = 1000 * math.dist(before["origin"], after["origin"])
    turned = before["axes"] != after["axes"]
    return [*names, "déplacé"] if turned or shift_mm > specification["placement_tolerance_mm"] else names


issue_a, issue_b = (
    {element.GlobalId: described(element) for element in models[letter].by_type("IfcElement")} for letter in "AB"
)
gone, new = set(issue_a) - set(issue_b), set(issue_b) - set(issue_a)
by_tag = {issue_b[key]["tag"]: key for key in new}
twins = {key: by_tag[issue_a[key]["tag"]] for key in gone if issue_a[key]["tag"] in by_tag}
renewed = {key: twin for key, twin in twins.items() if not differences(issue_a[key], issue_b[twin])}
issue_changes = [{"global_id": key, "change": "régénéré"} for key in renewed]
issue_changes += [{"global_id": key, "change": "supprimé"} for key in sorted(gone - set(renewed))]
issue_changes += [{"global_id": key, "change": "ajouté"} for key in sorted(new - set(renewed.values()))]
for key in issue_a.keys() & issue_b.keys():
    issue_changes += [{"global_id": key, "change": name} for name in differences(issue_a[key], issue_b[key])]
print(Counter(row["change"] for row in issue_changes))
### END SOLUTION

# %% criterion="C4.3.4.lifecycle"
answer("impacts", impacts)
answer("effectivity_faults", effectivity_faults)
answer("mended_effectivities", mended_effectivities)
answer("revision_faults", revision_faults)
answer("merged_lines", merged_lines)
answer("merge_conflicts", merge_conflicts)
answer("in_place", in_place)
answer("rejected_replacements", rejected_replacements)
answer("deviations", deviations)
answer("issue_changes", issue_changes)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
