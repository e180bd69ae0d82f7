# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Choisir le moyen de numérisation
#
# **Étude de cas A2.1 · compétence C2.1.1 · 150 minutes · 20 points**
#
# Avant de louer quoi que ce soit pour le moulin de Vaubrun, **Trame & Relief** doit choisir. Dix-sept appareils de cinq
# familles sont disponibles chez les loueurs de la région ; chacun a sa fiche, écrite par qui avait intérêt à l’écrire.
# Mme Delorme, pour la communauté de communes, a fixé des exigences et dit ce qui compte pour elle ; la politique
# environnementale et sociale du bureau compte aussi. Elle attend une matrice de choix qu’elle puisse vérifier case par
# case, et une recommandation dont vous sachiez dire à quoi elle tient.
#
# À la fin de ce carnet vous aurez :
#
# 1. traité les fiches, **éliminé** ce qui doit l’être, exigence à l’appui ;
# 2. situé les cinq **familles** de technologies ;
# 3. choisi des critères **mesurables** et rempli la **matrice** ;
# 4. tiré des **poids** de jugements cohérents, qui respectent le cahier des charges ;
# 5. classé, éprouvé et **recommandé**.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import json

import matplotlib.pyplot as plt
import numpy as np

from autograders.candidate import answer, open_case

case = open_case("c2_1_1_scanner_choice")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante. Le document complet, `cahier_des_charges.md`, est dans le dossier de
# données : lisez-le en entier, il fixe les exigences EX-01 à EX-15, les unités de la matrice, les conventions de
# traitement et la table des indices aléatoires.

# %%
specification = case.specification
specification

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `catalogue.csv` | principe de mesure, année, prix par jour de location | « ; », virgule décimale, HT ou TTC |
# | `fiches/A01.json`, … | une fiche par appareil | unités mêlées, exactitude à 1 σ, 2 σ ou 95 %, loi de distance |
#
# La cellule suivante lit les deux et affiche une fiche. `cards["A01"]` est un dictionnaire.

# %%
with case.path("catalogue.csv").open(encoding="utf-8", newline="") as file:
    catalogue = {row["appareil"]: row for row in csv.DictReader(file, delimiter=";")}
cards = {
    device: json.loads(case.path(row["fiche"]).read_text(encoding="utf-8"))["caracteristiques"]
    for device, row in catalogue.items()
}
for device, row in sorted(catalogue.items()):
    print(device, row["nom"], row["annee"], f"{row['location_jour']} € {row['taxe']}", row["principe"], sep=" · ")
print(json.dumps(cards["A01"], ensure_ascii=False, indent=1))

# %% [markdown]
# ## 1. Traiter les fiches et trier les appareils
#
# Ramenez d’abord chaque grandeur à l’unité de la matrice (§ 4 et § 5 du cahier des charges) : exactitude à 1 σ et à
# la distance de référence, coût de la **mission** hors taxes, dérive au bout du plus long passage, etc. Confrontez
# ensuite chaque appareil aux exigences éliminatoires EX-01 à EX-09 ; les trois qui ne sont pas des grandeurs de la
# matrice se lisent sous `classe_laser`, `eclairement` et `formats`.
#
# Donnez `verdicts` : une ligne par appareil du catalogue, avec `device` (son repère), `verdict` (`"retenu"` ou
# `"éliminé"`) et `requirement` (pour un appareil éliminé, **une** exigence qu’il enfreint, n’importe laquelle ; `""`
# pour un appareil retenu). Une ligne fausse annule une ligne juste.

# %% solution="sorting"
verdicts = None  # liste de dictionnaires aux clés device, verdict, requirement
### BEGIN SOLUTION
UNITS = {"g": 1 / 1000, "mW": 1 / 1000, "min": 1 / 60, "kpt/s": 1 / 1000}


def treated(device):
    """Return the quantities of a device in the units of the matrix."""
    card, row = cards[device], catalogue[device]
    values = {
        key: item["valeur"] * UNITS.get(item["unite"], 1)
        for key, item in card.items()
        if isinstance(item, dict) and "valeur" in item
    }
    accuracy = card["exactitude"]
    accuracy_mm = accuracy["valeur"] + accuracy.get("par_metre", 0) * specification["reference_distance_m"]
    values["exactitude"] = accuracy_mm / (1 if accuracy["niveau"] == "1 sigma" else 2)
    values["portee"] = card["portee"]["maximum"]
    mm_per_m = card["derive"]["valeur"] * (10 if card["derive"]["unite"] == "%" else 1)
    values["derive"] = mm_per_m * specification["passage_m"]
    day_eur = float(row["location_jour"].replace(",", "."))
    if row["taxe"] == "TTC":
        day_eur /= 1 + specification["vat_percent"] / 100
    values["cout"] = day_eur * specification["rental_days"]
    return values


def broken(device):
    """Return the hard requirements that a device breaks."""
    value, card = quantities[device], cards[device]
    tests = {
        "EX-01": value["exactitude"] > specification["accuracy_limit_mm"],
        "EX-02": value["portee"] < specification["range_limit_m"],
        "EX-03": value["cout"] > specification["cost_limit_eur"],
        "EX-04": value["masse"] > specification["mass_limit_kg"],
        "EX-05": value["autonomie"] < specification["autonomy_limit_h"],
        "EX-06": card["classe_laser"] not in ("1", "sans laser"),
        "EX-07": card["eclairement"]["minimum"] > specification["illuminance_low_lx"]
        or card["eclairement"]["maximum"] < specification["illuminance_high_lx"],
        "EX-08": value["derive"] > specification["drift_limit_mm"],
        "EX-09": "E57" not in card["formats"],
    }
    return [requirement for requirement, is_broken in tests.items() if is_broken]


quantities = {device: treated(device) for device in catalogue}
reasons = {device: broken(device) for device in catalogue}
kept = [device for device in catalogue if not reasons[device]]
verdicts = [
    {
        "device": device,
        "verdict": "éliminé" if reasons[device] else "retenu",
        "requirement": reasons[device][0] if reasons[device] else "",
    }
    for device in catalogue
]
print("En lice :", ", ".join(kept))
### END SOLUTION

# %% [markdown]
# ## 2. Situer les familles de technologies (4 points, dont 2 attribués par un correcteur)
#
# Le catalogue ne dit pas la famille : c’est le **principe de mesure** qui la dit. Donnez `families`, une ligne par
# famille, avec :
#
# - `family` : `"statique"`, `"mobile"`, `"photogrammetrie"`, `"lumiere_structuree"` ou `"flash"` ;
# - `device` : son représentant, le plus récent (`annee` du catalogue) des appareils de la famille encore en lice ; si
#   la famille est tout entière éliminée, le plus récent de ceux qu’élimine une exigence sur une **grandeur de la
#   matrice** (EX-01 à EX-05, EX-08) ;
# - `status` : `"retenue"` si un appareil de la famille au moins reste en lice, sinon `"écartée"` ;
# - `requirement` : une de ces six exigences, que ce représentant respecte si la famille est retenue, enfreint si elle
#   est écartée ;
# - `value` : la valeur de ce représentant pour cette exigence, dans l’unité de la matrice.
#
# | Barème (moitié automatique) | Représentants | Sort et raison mesurée |
# |---|---|---|
# | sur 5 | 2 | 3 |

# %% solution="families"
families = None  # liste de dictionnaires aux clés family, device, status, requirement, value
### BEGIN SOLUTION
WORDS = {
    "trépied": "statique",
    "inertielle": "mobile",
    "corrélation": "photogrammetrie",
    "franges": "lumiere_structuree",
    "sans pièce mobile": "flash",
}
MEASURED = {
    "EX-01": "exactitude",
    "EX-02": "portee",
    "EX-03": "cout",
    "EX-04": "masse",
    "EX-05": "autonomie",
    "EX-08": "derive",
}
family_of = {
    device: next(family for word, family in WORDS.items() if word in row["principe"])
    for device, row in catalogue.items()
}
families = []
for family in WORDS.values():
    members = [device for device in catalogue if family_of[device] == family]
    admitted = [device for device in members if device in kept]
    # Out of the race: only those that a figure eliminates may stand for the family.
    eligible = admitted or [device for device in members if set(reasons[device]) & set(MEASURED)]
    latest = max(eligible, key=lambda device: int(catalogue[device]["annee"]))
    requirement = "EX-01" if admitted else next(each for each in reasons[latest] if each in MEASURED)
    families.append(
        {
            "family": family,
            "device": latest,
            "status": "retenue" if admitted else "écartée",
            "requirement": requirement,
            "value": quantities[latest][MEASURED[requirement]],
        }
    )
### END SOLUTION

# %% [markdown]
# Tracez la carte des familles : exactitude et coût de tous les appareils, limites du cahier des charges en pointillé.

# %% solution="map" figure="families-map"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 5))
for family, marker in zip(WORDS.values(), "os^Dv", strict=True):
    members = [device for device in catalogue if family_of[device] == family]
    x, y = ([quantities[device][key] for device in members] for key in ("exactitude", "cout"))
    colours = ["tab:blue" if device in kept else "lightgrey" for device in members]
    axes.scatter(x, y, c=colours, marker=marker, s=70, edgecolors="black", label=family.replace("_", " "))
    for device in members:
        place = (quantities[device]["exactitude"], quantities[device]["cout"])
        axes.annotate(device, place, textcoords="offset points", xytext=(6, 5 if device in kept else -11), fontsize=8)
axes.axvline(specification["accuracy_limit_mm"], color="tab:red", linestyle="--", label="limites EX-01 et EX-03")
axes.axhline(specification["cost_limit_eur"], color="tab:red", linestyle="--")
axes.set(title="En bleu les appareils en lice", xlabel="exactitude à 1 σ (mm)", ylabel="coût de la mission (€ HT)")
axes.legend()
plt.show()
### END SOLUTION

# %% criterion="C2.1.1.technologies"
answer("families", families)

# %% [markdown]
# **À rédiger (15 à 20 lignes), notation humaine.** Pour chacune des cinq familles : ce qu’elle apporterait à **ce**
# moulin, ce qui l’y met en défaut (passages sans boucle, enduit nu, combles sans lumière, façades au soleil, volumes
# hauts), la mesure ou la fiche qui le montre. Dites aussi quelle évolution récente pourrait changer votre choix au
# prochain chantier, et ce que vous regarderiez pour le savoir.

# %% [markdown] rubric="C2.1.1.technologies"
# **Statique.** Trépied, portée de plusieurs dizaines de mètres, exactitude de quelques millimètres : l’assemblage par
# cibles ne dérive pas dans les passages, la portée couvre la halle. Limites : masse, durée, points morts derrière la
# charpente. Les récents sont plus rapides, l’un est de classe 3R et ne peut servir près du chemin ouvert au public.
#
# **Mobile (SLAM).** Un niveau parcouru en quelques minutes, mais l’écart grandit avec le trajet : sur le plus long
# passage, sans boucle, la fiche donne une dérive proche de la limite, et l’un des appareils la dépasse. À réserver aux
# annexes, recalé sur des cibles.
#
# **Photogrammétrie.** La meilleure image pour les enduits colorés, un coût et un bilan carbone faibles ; l’enduit nu
# n’offre pas de points homologues et les combles exigent un éclairage porté : un appareil sans éclairage y est aveugle.
#
# **Lumière structurée.** Dixième de millimètre de près, mais moins de deux mètres de portée et franges effacées par le
# soleil : utile pour une moulure, non pour un bâtiment.
#
# **Lidar flash.** Léger, silencieux, sobre ; exactitude de plusieurs millimètres et portée courte. C’est la famille qui
# progresse le plus vite : une portée de 40 m à 3 mm changerait le choix. Nous suivrons ses fiches d’une année à l’autre
# et demanderons un essai sur notre banc avant de la croire.

# %% [markdown]
# ## 3. Critères et matrice (exhaustive : 4 points ; mesurable : 4 points)
#
# Choisissez vos critères parmi les grandeurs du § 4 : `minimum_criteria` au moins, 10 au plus, dont `exactitude`,
# `cout`, `cadence`, un critère environnemental et un critère social. Donnez :
#
# - `criteria` : une ligne par critère, avec `name` (son nom, en clair), `column` (la clé de la grandeur), `unit`,
#   `direction` (`"max"` ou `"min"`), `worst` et `best` : la pire et la meilleure valeur parmi les appareils en lice,
#   qui font l’échelle de la normalisation ;
# - `matrix` : une ligne par case, avec `device`, `column` et `value`. Elle contient **tous** les appareils en lice, et
#   eux seuls, pour tous vos critères. Une colonne qui contient une valeur fausse ne compte pas : son échelle est fausse
#   pour tous.
#
# Moins de la moitié des critères demandés ne fait pas une grille : ils comptent en proportion.
#
# | Barème | Tri | Matrice | | Choix | Unités | Sens | Échelles |
# |---|---|---|---|---|---|---|---|
# | exhaustive, sur 6 | 3 | 3 | mesurable, sur 7 | 2 | 1,5 | 2 | 1,5 |

# %% solution="criteria"
criteria = None  # liste de dictionnaires aux clés name, column, unit, direction, worst, best
matrix = None  # liste de dictionnaires aux clés device, column, value
### BEGIN SOLUTION
CHOSEN = {
    "exactitude": ("justesse du nuage", "mm", "min"),
    "cout": ("coût de la mission", "€", "min"),
    "cadence": ("cadence", "Mpt/s", "max"),
    "couleur": ("définition de la couleur", "Mpx", "max"),
    "co2e": ("émissions de la mission", "kg", "min"),
    "masse": ("charge portée", "kg", "min"),
}
columns = list(CHOSEN)
values = np.array([[quantities[device][column] for column in columns] for device in kept])
is_maximised = np.array([CHOSEN[column][2] == "max" for column in columns])
best = np.where(is_maximised, values.max(axis=0), values.min(axis=0))
worst = np.where(is_maximised, values.min(axis=0), values.max(axis=0))
criteria = [
    {"name": name, "column": column, "unit": unit, "direction": direction, "worst": low, "best": high}
    for (column, (name, unit, direction)), low, high in zip(CHOSEN.items(), worst, best, strict=True)
]
matrix = [
    {"device": device, "column": column, "value": quantities[device][column]} for device in kept for column in columns
]
### END SOLUTION

# %% criterion="C2.1.1.exhaustive"
answer("verdicts", verdicts)
answer("matrix", matrix)

# %% criterion="C2.1.1.measurable"
answer("criteria", criteria)

# %% [markdown]
# ## 4. Jugements et poids (justifié : 4 points, dont 2 attribués par un correcteur)
#
# Comparez vos critères deux à deux sur l’échelle de Saaty : **entiers de 1 à 9 et leurs inverses**. Vos jugements
# doivent dire ce que dit le cahier des charges : `exactitude` l’emporte sur `cout` (jugement d’au moins 2), `cadence`
# ne cède pas à `cout` (au moins 1) ; les rapports exacts qu’EX-10 et EX-11 demandent portent, eux, sur les poids. Ils
# restent cohérents : RC ≤ `consistency_limit`. Une matrice de 1 ne juge rien ; des rapports de poids choisis d’avance,
# hors de l’échelle, non plus.
#
# Tirez-en des poids (vecteur propre principal, ou moyenne géométrique des lignes), vérifiez EX-10 à EX-13 et EX-15,
# révisez un jugement, toujours sur l’échelle, s’il le faut. Donnez :
#
# - `judgements` : une ligne par paire, `first`, `second` (les clés) et `value`, combien de fois le premier compte plus
#   que le second. Un seul sens par paire suffit ; la matrice entière est admise ;
# - `weights` : une ligne par critère, `column`, `weight` et `requirement`, l’exigence du cahier des charges (EX-01 à
#   EX-15) qui fonde ce poids et qui porte **sur cette grandeur** (s’il y en a plusieurs, n’importe laquelle) ;
# - `consistency_ratio` : le rapport de cohérence RC, à 0,001 près, avec les indices aléatoires du cahier.
#
# Des poids tous égaux ne disent aucune préférence, et une exigence citée partout ne parle de rien : ils ne comptent
# pas.
#
# | Barème (moitié automatique) | Somme | EX-10 | EX-11 | EX-12 | EX-13 | EX-15 | Exigences citées |
# |---|---|---|---|---|---|---|---|
# | sur 10 | 1,5 | 1,5 | 1 | 1,5 | 1,5 | 0,5 | 2,5 |
#
# Les jugements et RC comptent dans la partie 5.

# %% solution="weights"
judgements = None  # liste de dictionnaires aux clés first, second, value
weights = None  # liste de dictionnaires aux clés column, weight, requirement
consistency_ratio = None
### BEGIN SOLUTION
# In the order of the columns; above the diagonal.
UPPER = {
    "exactitude": [4, 2, 3, 3, 3],
    "cout": [1 / 2, 1, 1, 1],
    "cadence": [1, 1, 2],
    "couleur": [1, 1],
    "co2e": [1],
}
count = len(columns)
pairwise = np.ones((count, count))
for i, row in enumerate(UPPER.values()):
    pairwise[i, i + 1 :] = row
    pairwise[i + 1 :, i] = 1 / np.array(row)
judgements = [
    {"first": columns[i], "second": columns[j], "value": pairwise[i, j]}
    for i in range(count)
    for j in range(i + 1, count)
]

eigenvalues, eigenvectors = np.linalg.eig(pairwise)
principal = np.argmax(eigenvalues.real)
vector = np.abs(eigenvectors[:, principal].real)
vector /= vector.sum()
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
consistency_ratio = (eigenvalues[principal].real - count) / (count - 1) / RANDOM_INDEX[count]
ORIGIN = {
    "exactitude": "EX-10",
    "cout": "EX-03",
    "cadence": "EX-11",
    "couleur": "EX-14",
    "co2e": "EX-12",
    "masse": "EX-13",
}
weights = [
    {"column": column, "weight": weight, "requirement": ORIGIN[column]}
    for column, weight in zip(columns, vector, strict=True)
]
for row in weights:
    print(f"{row['column']:12} {100 * row['weight']:5.1f} %  {row['requirement']}")
### END SOLUTION

# %% criterion="C2.1.1.justified"
answer("weights", weights)

# %% [markdown]
# **À rédiger (15 à 20 lignes), notation humaine.** Justifiez vos critères et leurs poids devant Mme Delorme : pourquoi
# ces grandeurs-là pour **ce** moulin et ses trois usages du nuage, pourquoi cet ordre, ce que vous avez laissé de côté
# et pourquoi. Dites en quoi le critère environnemental et le critère social traduisent la politique du bureau, ce
# qu’ils mesurent vraiment et ce qu’ils ne disent pas.

# %% [markdown] rubric="C2.1.1.justified"
# La justesse porte le poids le plus fort parce que le bureau d’études dimensionnera le renfort de la charpente sur ce
# nuage (EX-01, EX-10) : une erreur y coûte plus qu’une journée de location. La cadence vient ensuite : il n’y a qu’un
# déplacement (EX-11), ce qui n’est pas relevé ne le sera pas. La définition de l’image sert l’inventaire des enduits
# (EX-14). Le prix est borné par EX-03 ; au-dessous de la limite il départage sans décider.
#
# L’environnement est mesuré par les émissions de la mission, dans la fourchette d’EX-12 ; elles comprennent le trajet
# et l’énergie, non la fabrication, que la durée de vie et la réparabilité approcheraient. Nous avons préféré un seul
# critère solide à trois qui comptent deux fois la même chose. Le social est mesuré par la masse portée : l’un des deux
# opérateurs ne porte pas de charge, l’autre porte donc tout (EX-04, EX-13) ; elle ne dit rien de la posture ni du
# bruit, que nous traiterons par l’organisation des journées.
#
# Nous avons écarté la portée et l’autonomie : au-delà de l’exigence, plus n’apporte rien à ce bâtiment ; et la
# maniabilité, que les fiches qualifient sans la mesurer.

# %% [markdown]
# ## 5. Classer, éprouver, recommander (éclairé : 4 points)
#
# Tout se calcule ici sur **votre** matrice et **vos** poids : une erreur plus haut ne coûte pas une seconde fois.
#
# - `weighted_scores` : une ligne par appareil de votre matrice, `device`, `score` (somme pondérée des valeurs
#   normalisées par min–max, deux décimales au moins) et `rank` (1 pour le premier) ;
# - `topsis_scores` : `device` et `closeness` (proximité TOPSIS : normalisation vectorielle) ;
# - `weight_low`, `weight_high` : faites varier de 0 à 1 le poids du critère que désigne `varied`, les autres gardant
#   leurs proportions et la somme restant 1 ; donnez l’intervalle où le premier de la somme pondérée reste premier, à
#   0,01 près ;
# - `recommended` : le repère de l’appareil que vous recommandez. Il est premier selon l’une au moins de vos deux
#   méthodes ; si elles se contredisent, vous choisissez. Vérifiez qu’aucun autre ne fait aussi bien ou mieux en tout.
#
# | Barème | Jugements | EX-10, 11 | Cohérence | Poids | RC | Somme pondérée | TOPSIS | Intervalle | Recommandation |
# |---|---|---|---|---|---|---|---|---|---|
# | sur 11 | 1 | 1 | 0,5 | 1 | 1 | 2 | 1,5 | 1,5 | 1,5 |

# %% solution="scores"
weighted_scores = None  # liste de dictionnaires aux clés device, score, rank
topsis_scores = None  # liste de dictionnaires aux clés device, closeness
weight_low = None
weight_high = None
recommended = None  # repère d’un appareil
### BEGIN SOLUTION
scaled = (values - worst) / (best - worst)
scores = scaled @ vector
order = np.argsort(-scores)
rank_of = {kept[index]: position for position, index in enumerate(order, start=1)}
weighted_scores = [
    {"device": device, "score": score, "rank": rank_of[device]} for device, score in zip(kept, scores, strict=True)
]

weighted = values / np.linalg.norm(values, axis=0) * vector
ideal = np.where(is_maximised, weighted.max(axis=0), weighted.min(axis=0))
opposite = np.where(is_maximised, weighted.min(axis=0), weighted.max(axis=0))
to_ideal, to_opposite = (np.linalg.norm(weighted - point, axis=1) for point in (ideal, opposite))
closeness = to_opposite / (to_ideal + to_opposite)
topsis_scores = [{"device": device, "closeness": value} for device, value in zip(kept, closeness, strict=True)]

# The lead of the first over each rival is a straight line of the weight t: level + slope·t.
position = columns.index(specification["varied"])
rest = vector.copy()
rest[position] = 0
rest /= rest.sum()
first = order[0]
at_zero = (scaled[first] - scaled) @ rest
at_one = scaled[first, position] - scaled[:, position]
weight_low, weight_high = 0.0, 1.0
for level, slope in zip(at_zero, at_one - at_zero, strict=True):
    if slope > 0:
        weight_low = max(weight_low, -level / slope)
    elif slope < 0:
        weight_high = min(weight_high, -level / slope)
recommended = kept[first]
print(f"{recommended} reste premier pour un poids de {specification['varied']} de {weight_low:.3f} à {weight_high:.3f}")
### END SOLUTION

# %% [markdown]
# Tracez trois figures : de quoi chaque score est fait, ce que les appareils échangent entre eux, à quoi tient la
# première place.

# %% solution="bars" figure="weighted-bars"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(10, 4.5))
left = np.zeros(len(kept))
names = [f"{kept[index]} · {catalogue[kept[index]]['nom']}" for index in order[::-1]]
for column, part in zip(columns, (scaled * vector)[order[::-1]].T, strict=True):
    axes.barh(names, part, left=left, label=column)
    left += part
axes.set(title="Somme pondérée, critère par critère", xlabel="score (0 à 1)", xlim=(0, 1))
axes.legend(loc="lower right")
figure.tight_layout()
plt.show()
### END SOLUTION

# %% solution="profiles" figure="parallel-profiles"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(10, 4.5))
for index, device in enumerate(kept):
    is_first = device == recommended
    axes.plot(columns, scaled[index], "o-", linewidth=3 if is_first else 1.2, label=device, zorder=3 if is_first else 2)
axes.set(title="Profils des appareils en lice", ylabel="valeur normalisée (1 = meilleur)")
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
axes.grid(alpha=0.3)
figure.tight_layout()
plt.show()
### END SOLUTION

# %% solution="sensitivity" figure="sensitivity-lines"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(10, 4.5))
trial = np.linspace(0, 1, 101)
for index, device in enumerate(kept):
    lines = trial * scaled[index, position] + (1 - trial) * (scaled[index] @ rest)
    axes.plot(trial, lines, linewidth=3 if device == recommended else 1.2, label=device)
axes.axvspan(weight_low, weight_high, color="tab:green", alpha=0.12, label="premier inchangé")
axes.axvline(vector[position], color="black", linestyle=":", label="poids actuel")
axes.set(title=f"Score selon le poids de {specification['varied']}", xlabel="poids", ylabel="score", xlim=(0, 1))
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.1.1.informed"
answer("judgements", judgements)
answer("consistency_ratio", consistency_ratio)
answer("weighted_scores", weighted_scores)
answer("topsis_scores", topsis_scores)
answer("weight_low", weight_low)
answer("weight_high", weight_high)
answer("recommended", recommended)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
