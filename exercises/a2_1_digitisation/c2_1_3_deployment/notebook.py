# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Déployer le scanner dans tout le bâtiment
#
# **Étude de cas A2.1 · compétence C2.1.3 · 180 minutes · 20 points**
#
# Le scanner est qualifié. Reste à le déployer au **moulin de Vaubrun** : un seul déplacement, une équipe de deux, et
# un commanditaire qui demande la totalité du bâtiment, du bief au grenier. Mme Delorme attend trois choses avant de
# signer l’ordre de mission : un **plan de stations** qui tient dans la journée et relève ce qui doit l’être, la preuve
# que les nuages **s’assembleront**, et des **supports de données** dimensionnés pour ce plan, non pour un autre.
#
# À la fin de ce carnet vous aurez :
#
# 1. choisi les positions du scanner et la résolution de chacune, dans toutes les limites du cahier des charges ;
# 2. trouvé la cible qui a bougé pendant la reconnaissance, recalé chaque station sans elle et conclu ;
# 3. calculé volume, stockage, remise et traitement de **votre** plan, et choisi les offres qui y répondent.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import SVG, display

from autograders.candidate import answer, open_case
from autograders.candidate.station_planner import StationPlanner

case = open_case("c2_1_3_deployment")
case

# %% [markdown]
# ## Le cahier des charges
#
# Voici les chiffres de **votre** variante. Le document complet, `cahier_des_charges.md`, est dans le dossier de
# données : il précise les méthodes et les conventions, rappelées ici à l’endroit où elles servent.

# %%
specification = case.specification
specification

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `moulin.ifc`, `plan_*.svg` | maquette IFC4, plans des trois niveaux | mètres, repère local du moulin |
# | `pieces.csv` | pièces, espacement maximal et couverture minimale de chacune | E.1 est le bief, E.2 les façades |
# | `positions.csv` | positions permises : centre de l’appareil, mise en station, cibles visibles | mètres, minutes |
# | `reglages.csv` | résolutions : pas angulaire, points et durée d’un scan | milliradians, minutes |
# | `points_a_relever.csv` | points témoins des surfaces, normale sortante, pièce | un point vaut `point_area_m2` |
# | `visibilite.csv` | lignes de visée libres : une ligne par point, une colonne par position | 1 ou 0 |
# | `cibles.csv` | cibles levées au tachéomètre, rôle `calage` ou `controle` | repère du moulin |
# | `observations_cibles.csv` | cibles observées à la reconnaissance | repère de **chaque** scanner |
# | `scans/*.laz` | deux nuages décimés de la reconnaissance | repère du moulin, pour mémoire |
# | `offres_*.csv` | offres de stockage, de liaison, de poste de calcul | €, To, Mb/s, millions de points par minute |


# %%
def read_table(name):
    """Return the rows of a CSV file; cells that are numbers become floats."""

    def converted(cell):
        try:
            return float(cell)
        except ValueError:
            return cell

    # Rooms are called 0.1 and 2.1: names, not numbers.
    names = ("piece", "position", "point", "cible", "station", "offre")
    with case.path(name).open(encoding="utf-8", newline="") as file:
        return [
            {key: cell if key in names else converted(cell) for key, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def comma(value, digits=1):
    """Return a number as printed in French."""
    return f"{value:.{digits}f}".replace(".", ",")


rooms = {row["piece"]: row for row in read_table("pieces.csv")}
positions = {row["position"]: row for row in read_table("positions.csv")}
resolutions = {row["resolution"]: row for row in read_table("reglages.csv")}
point_rooms = np.array([row["piece"] for row in read_table("points_a_relever.csv")])

# %% figure="storey-plans"
for storey in ("rdc", "r1", "combles"):
    display(SVG(filename=case.path(f"plan_{storey}.svg")))

# %% [markdown]
# ## 1. Le plan de stations
#
# **Conventions** (cahier des charges, section 3). Un point est **relevé** par une station si sa ligne de visée est
# libre, si sa distance est entre `range_minimum_m` et `range_maximum_m`, si l’incidence α ne dépasse pas
# `incidence_limit_deg`, si son élévation, vue du scanner, n’est pas inférieure à `lowest_elevation_deg` (le trépied le
# masquerait), et si l’espacement R·tan Δ/cos α ne dépasse pas celui de sa pièce. La **couverture** d’un plan est la
# part des points qu’une station au moins relève. Le **recouvrement** de deux stations est le nombre de points relevés
# par les deux, divisé par le plus petit des deux nombres de points relevés ; deux stations s’assemblent s’il atteint
# `overlap_percent`. Toutes les stations du plan doivent l’être de proche en proche, celles que des cibles rattachent au
# canevas comme les autres : le commanditaire veut pouvoir contrôler les cibles par les nuages, et les nuages par les
# cibles.
#
# Le **planificateur** applique ces règles aux tables publiques. Il ne sait rien de plus que vous : tout ce qu’il dit
# se recalcule, et l’essayer ne coûte rien.
#
# ```python
# planner = StationPlanner(case)
# planner.options                          # tous les couples (position, résolution)
# planner.surveyed("S01", "fine")          # points relevés par une station, dans l’ordre de points_a_relever.csv
# planner.minutes("S01", "fine")           # mise en station et scan
# outcome = planner.evaluate([("S01", "fine"), ("S02", "rapide")])
# outcome                                  # couvertures, minutes, groupes ; outcome.shortfalls : ce qui manque
# outcome.rows                             # le plan, prêt pour la réponse station_plan
# outcome.overlap_percent, outcome.links   # recouvrements deux à deux, assemblages jusqu’au canevas
# planner.show([...])                      # vue en trois dimensions, et la même dite en mots (.text)
# ```
#
# Le plan doit tenir **toutes** les limites à la fois : nombre de stations, minutes, couverture de l’ensemble,
# couverture de chaque pièce, un seul groupe de stations, erreur de chaîne. Quelques dizaines de positions et trois
# résolutions font plus de plans qu’on n’en peut essayer : il faut une méthode. Aucune n’est imposée, et le plan n’a pas
# à être le meilleur.
#
# Couvrir est le plus facile ; **relier** l’est moins. Les niveaux ne tiennent ensemble que par l’escalier et ses
# paliers, le dehors et le dedans que par les portes et la baie. Une voie praticable à la main comme par programme :
# partir d’une station, ajouter toujours une station qui en recouvre assez une autre du plan et qui apporte le plus par
# minute, pièce par pièce, puis retirer ou accélérer ce qui n’est plus nécessaire. Le plan aura aussi un coût : la
# partie 3 fait porter ses données par du matériel, dans un budget.
#
# **Chaîne** (section 4). Une station qui voit `anchor_targets` cibles ou plus, quel qu’en soit le rôle (convention de
# l’étude), est rattachée directement au canevas ; les autres le sont de proche en proche, par le plus petit nombre k
# d’assemblages. L’erreur de la plus éloignée est σ·√k, avec σ = `link_error_mm` ; elle ne doit pas dépasser
# `chain_error_limit_mm`. Le planificateur compte les assemblages, il ne juge pas cette erreur.
#
# **Recouvrement critique** (convention de cette étude). C’est le plus grand seuil de recouvrement auquel toutes les
# stations de votre plan tiendraient encore ensemble en un seul groupe : la marge dont dispose l’assemblage. Deux
# stations qui se recouvrent peu n’y changent rien si d’autres les relient.
#
# **À faire**
#
# - `station_plan` : votre plan, une ligne par station, aux clés `position` et `resolution`.
# - `coverage_percent`, `minutes` : ce qu’il couvre, en % de tous les points, et ce qu’il prend, en minutes.
# - `critical_overlap_percent` : son recouvrement critique, en %.
# - `farthest_links`, `chain_error_mm` : le nombre d’assemblages de sa station la plus éloignée, et l’erreur qui s’y
#   est accumulée.
#
# | Barème | Plan dans les limites | Couverture | Minutes | Recouvrement critique | Assemblages | Erreur de chaîne |
# |---|---|---|---|---|---|---|
# | 7 sur 10,5 | 4 | 0,5 | 0,5 | 1 | 0,5 | 0,5 |
#
# Un plan qui manque une limite ne reçoit au plus que 60 % des points du plan, multipliés par la part atteinte de
# chaque limite manquée. Un plan qui relève moins du tiers de la couverture demandée n’est pas une base : il ne reçoit
# rien, et les chiffres qui en découlent, ici et dans la partie 3, ne sont pas jugés.

# %% solution="plan"
station_plan = None  # liste de dictionnaires aux clés position, resolution
### BEGIN SOLUTION
planner = StationPlanner(case)
options = planner.options
surveyed = np.array([planner.surveyed(*option) for option in options])
option_minutes = np.array([planner.minutes(*option) for option in options])
option_places = np.array([position for position, _ in options])

# What each option shares with each other, and whether they can be put together.
weights = surveyed.astype(np.float32)
common = weights @ weights.T
smaller = np.minimum.outer(common.diagonal(), common.diagonal())
linked = 100 * common >= specification["overlap_percent"] * np.maximum(smaller, 1)

room_codes = list(rooms)
room_of = np.array([room_codes.index(code) for code in point_rooms])
room_sizes = np.bincount(room_of)
demanded = np.array([rooms[code]["couverture_min_pct"] for code in room_codes]) / 100


def covers_enough(seen):
    """Return whether all rooms, and the whole, have the coverage that is demanded."""
    reached = np.bincount(room_of, weights=seen) >= demanded * room_sizes - 1e-9
    return reached.all() and 100 * seen.mean() >= specification["coverage_total_percent"] - 1e-9


def hang_together(plan):
    """Return whether all options of a plan are linked, from one to the next."""
    among = linked[np.ix_(plan, plan)]
    reached = np.arange(len(plan)) == 0
    for _ in plan:
        reached = reached | among[reached].any(axis=0)
    return reached.all()


def grown_from(start):
    """Return a plan grown by the option that brings most for its time and overlaps one already chosen."""
    plan, seen = [start], surveyed[start].copy()
    while not covers_enough(seen):
        is_short = np.bincount(room_of, weights=seen) < demanded * room_sizes
        worth = np.where(seen, 0, np.where(is_short, 1.0, 0.25)[room_of]).astype(np.float32)
        free = linked[plan].any(axis=0) & ~np.isin(option_places, option_places[plan])
        # Stations and minutes are both counted: the root of the time stands between them.
        gain = np.where(free, weights @ worth, 0) / np.sqrt(option_minutes)
        best = int(gain.argmax())
        if gain[best] == 0:
            return None
        plan.append(best)
        seen |= surveyed[best]
    return plan


def pruned(plan):
    """Return a plan from which no station can be taken, and none made quicker."""
    for option in sorted(plan, key=lambda each: -option_minutes[each]):
        rest = [each for each in plan if each != option]
        quicker = np.flatnonzero((option_places == option_places[option]) & (option_minutes < option_minutes[option]))
        for instead in ([], *([int(each)] for each in quicker)):
            lighter = rest + instead
            if covers_enough(surveyed[lighter].any(axis=0)) and hang_together(lighter):
                plan = lighter
                break
    return plan


def holds_all_limits(plan):
    outcome = planner.evaluate(plan)
    if outcome.shortfalls:
        return False
    return specification["link_error_mm"] * np.sqrt(outcome.farthest_links) <= specification["chain_error_limit_mm"]


# From the options that survey most, until a plan holds all the limits.
for start in np.argsort(-common.diagonal()):
    grown = grown_from(int(start))
    if grown is not None and holds_all_limits(plan := [options[each] for each in pruned(grown)]):
        break
station_plan = [{"position": position, "resolution": resolution} for position, resolution in plan]
### END SOLUTION

# %% solution="plan-figures"
coverage_percent = None
minutes = None
critical_overlap_percent = None
farthest_links = None
chain_error_mm = None
### BEGIN SOLUTION
plan = [(row["position"], row["resolution"]) for row in station_plan]
outcome = planner.evaluate(plan)
coverage_percent, minutes = outcome.coverage_percent, outcome.minutes
farthest_links = outcome.farthest_links
chain_error_mm = specification["link_error_mm"] * np.sqrt(farthest_links)


def weakest_needed_link(overlap):
    """Return the least overlap needed, and its stations: reach out along the strongest link each time (Prim)."""
    inside = np.arange(len(overlap)) == 0
    weakest, pair = 100.0, (0, 0)
    while not inside.all():
        outward = np.where(inside[:, None] & ~inside, overlap, -1)
        first, second = np.unravel_index(outward.argmax(), outward.shape)
        if outward[first, second] < weakest:
            weakest, pair = outward[first, second], (first, second)
        inside[second] = True
    return weakest, pair


critical_overlap_percent, critical_pair = weakest_needed_link(outcome.overlap_percent)
outcome
### END SOLUTION

# %% [markdown]
# ### Regarder le plan
#
# Où sont les points qui manquent ? Quelles pièces n’ont aucune marge ? De quelles liaisons tout dépend-il ? Un plan
# se montre au commanditaire : tournez la vue, lisez ce qu’elle dit.

# %% solution="view" figure="plan-view"
### BEGIN SOLUTION
view = planner.show(plan)
print(view.text)
view.figure.show()
### END SOLUTION

# %% solution="rooms" figure="room-coverage"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 5))
labels = [f"{room.code} {room.name}" for room in outcome.rooms]
axes.barh(labels, [room.percent for room in outcome.rooms], color="tab:blue", alpha=0.7, label="plan")
for row, room in enumerate(outcome.rooms):
    axes.plot(
        [room.demanded_percent] * 2, [row - 0.4, row + 0.4], color="tab:red", label="demandé" if not row else None
    )
    axes.text(1, row, f"{comma(room.percent)} %", va="center", color="white")
axes.invert_yaxis()
axes.set(title="Couverture de chaque pièce", xlabel="points relevés (%)", xlim=(0, 100))
axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1))
plt.show()
### END SOLUTION

# %% solution="links" figure="station-links"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(11, 7))
places = np.array([[positions[name]["x_m"], positions[name]["y_m"]] for name, _ in plan])
for first in range(len(plan)):
    for second in range(first):
        if outcome.overlap_percent[first, second] >= specification["overlap_percent"]:
            axes.plot(*places[[first, second]].T, color="grey", linewidth=0.8, alpha=0.6)
axes.plot(*places[list(critical_pair)].T, color="tab:red", linewidth=3, label="maillon critique")
tied = np.array([outcome.links[name] == 0 for name, _ in plan])
axes.plot(*places[tied].T, "s", color="black", label="rattachée au canevas")
axes.plot(*places[~tied].T, "o", color="tab:blue", label="rattachée de proche en proche")
for (name, _), place in zip(plan, places, strict=True):
    axes.annotate(f"{name} ({positions[name]['niveau']})", place, textcoords="offset points", xytext=(5, 5), fontsize=8)
axes.set(title="Assemblages possibles du plan, vus de dessus", xlabel="x (m)", ylabel="y (m)", aspect="equal")
axes.legend()
plt.show()
### END SOLUTION

# %% [markdown]
# ## 2. L’assemblage
#
# Une reconnaissance a observé des cibles depuis quelques positions. Entre leur lever au tachéomètre et ce jour-là,
# **une cible de calage a bougé** : décollée, repoussée, reposée. Tant qu’elle sert, elle fausse tout ce qui s’appuie
# sur elle. Les moindres carrés répartissent sa faute sur les autres, et une station qui ne l’a pas vue a, elle aussi,
# un plus grand écart : le regarder ne suffit pas.
#
# **Conventions** (section 4). Le recalage d’une station est la rotation et la translation, sans facteur d’échelle, qui
# amènent au mieux ses observations sur les coordonnées levées, par moindres carrés, sur ses cibles de rôle `calage`.
# Les cibles de rôle `controle` n’y servent **jamais**. Erreur quadratique moyenne : √(Σ|r|²/n), |r| étant la longueur
# du vecteur des écarts d’une cible, n le nombre de cibles. Une station est conforme si son erreur aux cibles de calage
# (celle qui a bougé étant écartée) ne dépasse pas `tie_rmse_limit_mm` **et** son erreur aux cibles de contrôle
# `check_rmse_limit_mm`.
#
# **À faire**
#
# - `wrong_target` : le nom de la cible qui a bougé. Il ne compte qu’avec les chiffres qui la trahissent.
# - `registration` : pour chaque station de `observations_cibles.csv` une ligne `station`, `rmse_all_mm` (toutes les
#   cibles de calage), `rmse_tie_mm` (sans celle qui a bougé), `rmse_check_mm` (cibles de contrôle, recalage sans celle
#   qui a bougé), `verdict` (`"conforme"` ou `"non conforme"`). Une station qui n’a pas observé cette cible a deux fois
#   la même erreur.
# - `check_rmse_mm` : la plus grande erreur aux cibles de contrôle, toutes stations.
#
# | Barème | Cible | Erreurs, station par station | Plus grande erreur de contrôle | Verdicts |
# |---|---|---|---|---|
# | 3,5 sur 10,5 | 1 | 1,5 | 0,5 | 0,5 |

# %% solution="target"
wrong_target = None  # nom de la cible
### BEGIN SOLUTION
known = {row["cible"]: np.array([row["x_m"], row["y_m"], row["z_m"]]) for row in read_table("cibles.csv")}
is_check = {row["cible"]: row["role"] == "controle" for row in read_table("cibles.csv")}
observed = {}
for row in read_table("observations_cibles.csv"):
    observed.setdefault(row["station"], {})[row["cible"]] = np.array([row["x_m"], row["y_m"], row["z_m"]])


def errors_mm(seen, used, names):
    """Return known minus computed coordinates of some targets, registered on those used; shape (n, 3)."""
    scanner, project = (np.array([where[name] for name in used]) for where in (seen, known))
    left, _, right = np.linalg.svd((scanner - scanner.mean(axis=0)).T @ (project - project.mean(axis=0)))
    # The determinant keeps a rotation from becoming a reflection.
    mirror = np.diag([1, 1, np.sign(np.linalg.det(right.T @ left.T))])
    rotation = right.T @ mirror @ left.T
    shift = project.mean(axis=0) - rotation @ scanner.mean(axis=0)
    return 1000 * np.array([known[name] - rotation @ seen[name] - shift for name in names])


def rmse_mm(errors):
    return np.sqrt((errors**2).sum(axis=1).mean())


# Each tie target in turn is left out: how far is it from where the others put it, in their standard deviations?
suspicion = {}
for seen in observed.values():
    ties = [name for name in seen if not is_check[name]]
    for name in ties:
        others = [each for each in ties if each != name]
        sigma_mm = np.sqrt((errors_mm(seen, others, others) ** 2).sum() / (3 * len(others) - 6))
        gap_mm = np.linalg.norm(errors_mm(seen, others, [name]))
        suspicion[name] = max(suspicion.get(name, 0), gap_mm / sigma_mm)
wrong_target = max(suspicion, key=suspicion.get)
wrong_target
### END SOLUTION

# %% solution="registration"
registration = None  # liste de dictionnaires aux clés station, rmse_all_mm, rmse_tie_mm, rmse_check_mm, verdict
check_rmse_mm = None
### BEGIN SOLUTION
registration = []
for station, seen in observed.items():
    ties = [name for name in seen if not is_check[name]]
    sound = [name for name in ties if name != wrong_target]
    checks = [name for name in seen if is_check[name]]
    row = {
        "station": station,
        "rmse_all_mm": rmse_mm(errors_mm(seen, ties, ties)),
        "rmse_tie_mm": rmse_mm(errors_mm(seen, sound, sound)),
        "rmse_check_mm": rmse_mm(errors_mm(seen, sound, checks)),
    }
    conform = (
        row["rmse_tie_mm"] <= specification["tie_rmse_limit_mm"]
        and row["rmse_check_mm"] <= specification["check_rmse_limit_mm"]
    )
    registration.append(row | {"verdict": "conforme" if conform else "non conforme"})
check_rmse_mm = max(row["rmse_check_mm"] for row in registration)
registration
### END SOLUTION

# %% solution="residuals" figure="residual-lengths"
### BEGIN SOLUTION
station = next(name for name, seen in observed.items() if wrong_target in seen)
seen = observed[station]
# Tie targets first, check targets last.
shown = sorted(seen, key=lambda name: is_check[name])
ties = [name for name in shown if not is_check[name]]
figure, axes = plt.subplots(figsize=(10, 4))
for shift, used, label, colour in (
    (-0.2, ties, "toutes les cibles de calage employées", "tab:orange"),
    (0.2, [name for name in ties if name != wrong_target], f"sans {wrong_target}", "tab:blue"),
):
    lengths_mm = np.linalg.norm(errors_mm(seen, used, shown), axis=1)
    axes.bar(np.arange(len(shown)) + shift, lengths_mm, width=0.4, label=label, color=colour)
labels = [f"{name}\n{'contrôle' if is_check[name] else 'calage'}" for name in shown]
axes.set_xticks(range(len(shown)), labels)
axes.set(title=f"Écarts aux cibles de la station {station}", ylabel="longueur (mm)")
axes.legend()
plt.show()
### END SOLUTION

# %% criterion="C2.1.3.coverage"
answer("station_plan", station_plan)
answer("coverage_percent", coverage_percent)
answer("minutes", minutes)
answer("critical_overlap_percent", critical_overlap_percent)
answer("farthest_links", farthest_links)
answer("chain_error_mm", chain_error_mm)
answer("wrong_target", wrong_target)
answer("registration", registration)
answer("check_rmse_mm", check_rmse_mm)

# %% [markdown]
# ## 3. Les supports de données
#
# Vos scans pèsent, se transmettent, se traitent et se gardent. Le bureau répète ce chantier d’année en année : ce que
# vous choisissez aujourd’hui doit encore suffire à la fin de la période.
#
# **Conventions** (section 5). Unités **décimales** : 1 Go = 10⁹ octets, 1 To = 10¹² octets, 1 Mb/s = 10⁶ bits par
# seconde. Le volume brut d’un plan est celui des **points enregistrés** par tous ses scans (`reglages.csv`) et des
# photographies de toutes ses stations. Le stockage conserve le brut et le dérivé de tous les chantiers de la période :
# `sites_per_year` chantiers comme le vôtre la première année, puis `growth_percent` % de plus chaque année, composés.
# La **capacité utile** d’un stockage est celle de ses disques utiles (RAID5 : N − 1 ; RAID6 : N − 2 ; RAID10 : N/2)
# multipliée par le taux de remplissage ; N est le nombre de **disques**, non de baies. La remise se fait par le débit
# **montant**, rendement déduit. Le stockage doit supporter deux pannes de disques, quels que soient les disques. La
# liaison coûte sa mise en service et `link_months` mensualités.
#
# Dimensionnez pour **votre** plan, celui de la partie 1. Il n’est pas demandé que chaque offre soit la moins chère :
# l’ensemble doit répondre aux trois besoins et tenir dans `budget_eur`. Si rien n’y tient, c’est le plan qu’il faut
# revoir.
#
# **À faire**
#
# - `raw_volume_gb`, en Go ; `storage_tb`, ce qui est à conserver à la fin de la période, en To (au dixième au moins).
# - `storage_offer` et `usable_tb` : l’offre de stockage et sa capacité utile.
# - `link_offer` et `transfer_h` : l’offre de liaison et la durée de remise du volume brut.
# - `workstation_offer` et `processing_h` : l’offre de poste et la durée d’assemblage et de nettoyage.
# - `total_cost_eur` : le coût des trois, mensualités comprises.
# - `hardware_conform` : `True` si la capacité utile contient le volume, si remise et traitement tiennent leurs délais
#   et si le coût tient dans le budget ; sinon `False`.
#
# Une offre ne compte qu’avec le chiffre qui la fonde ; l’ensemble et le verdict, qu’avec un chiffre juste de cette
# partie.
#
# | Barème | Brut | Conservé | Stockage | Capacité | Liaison | Remise | Poste | Traitement | Coût | Ensemble | Verdict |
# |---|---|---|---|---|---|---|---|---|---|---|---|
# | sur 10,5 | 1,5 | 1,5 | 0,5 | 1 | 0,5 | 1 | 0,5 | 1 | 1 | 1 | 1 |

# %% solution="volumes"
raw_volume_gb = None
storage_tb = None
### BEGIN SOLUTION
scan_points = sum(resolutions[row["resolution"]]["points"] for row in station_plan)
images = len(station_plan) * specification["images_per_station"]
point_bytes = scan_points * specification["bytes_per_point"]
image_bytes = images * specification["megabytes_per_image"] * 1e6
raw_volume_gb = (point_bytes + image_bytes) / 1e9

site_tb = raw_volume_gb / 1000 * (1 + specification["derived_percent"] / 100)
growth = 1 + specification["growth_percent"] / 100
yearly_tb = [specification["sites_per_year"] * site_tb * growth**year for year in range(specification["years"])]
storage_tb = sum(yearly_tb)


def usable(offer):
    """Return what a storage holds in TB, redundancy and filling taken off."""
    disks = offer["disques"]
    useful = {"RAID5": disks - 1, "RAID6": disks - 2, "RAID10": disks / 2}[offer["redondance"]]
    return useful * offer["disque_to"] * specification["maximum_fill_percent"] / 100


def survives_two_losses(offer):
    # RAID10 does not if both disks of a pair fail.
    return offer["redondance"] == "RAID6"


def transfer(offer):
    """Return how long the raw volume takes to be handed over, in h."""
    bits_per_s = 1e6 * offer["montant_mbps"] * specification["link_efficiency_percent"] / 100
    return 8e9 * raw_volume_gb / bits_per_s / 3600


def processing(offer):
    """Return how long a workstation takes, in h."""
    return scan_points / (1e6 * offer["millions_points_par_min"]) / 60


def link_cost(offer):
    return offer["mise_en_service_eur"] + specification["link_months"] * offer["mensuel_eur"]


### END SOLUTION

# %% solution="hardware"
storage_offer = None  # nom de l’offre
usable_tb = None
link_offer = None  # nom de l’offre
transfer_h = None
workstation_offer = None  # nom de l’offre
processing_h = None
total_cost_eur = None
hardware_conform = None  # True ou False
### BEGIN SOLUTION
storages, links, workstations = (read_table(f"offres_{kind}.csv") for kind in ("stockage", "liaison", "poste"))


def price(offer):
    return offer["prix_eur"]


def cheapest(offers, cost, fits):
    """Return the cheapest offer that fits; where none does, the cheapest, and the verdict will say so."""
    return min([offer for offer in offers if fits(offer)] or offers, key=cost)


storage = cheapest(storages, price, lambda offer: survives_two_losses(offer) and usable(offer) >= storage_tb)
link = cheapest(links, link_cost, lambda offer: transfer(offer) <= specification["transfer_limit_h"])
workstation = cheapest(workstations, price, lambda offer: processing(offer) <= specification["processing_limit_h"])

storage_offer, usable_tb = storage["offre"], usable(storage)
link_offer, transfer_h = link["offre"], transfer(link)
workstation_offer, processing_h = workstation["offre"], processing(workstation)
total_cost_eur = price(storage) + link_cost(link) + price(workstation)
hardware_conform = bool(
    usable_tb >= storage_tb
    and transfer_h <= specification["transfer_limit_h"]
    and processing_h <= specification["processing_limit_h"]
    and total_cost_eur <= specification["budget_eur"]
)
### END SOLUTION

# %% solution="stored" figure="stored-volume"
### BEGIN SOLUTION
gathered_tb = np.cumsum(yearly_tb)
raw_tb = gathered_tb / (1 + specification["derived_percent"] / 100)
years = np.arange(1, len(gathered_tb) + 1)
figure, axes = plt.subplots(figsize=(8, 4))
axes.bar(years, raw_tb, color="tab:blue", label="brut")
axes.bar(years, gathered_tb - raw_tb, bottom=raw_tb, color="tab:blue", alpha=0.4, label="dérivé")
axes.axhline(usable_tb, color="tab:red", linestyle="--", label=f"capacité utile de {storage_offer}")
axes.set(title="Volume conservé à la fin de chaque année", xlabel="année", ylabel="To", xticks=years)
axes.legend(loc="upper left")
plt.show()
### END SOLUTION

# %% criterion="C2.1.3.support"
answer("raw_volume_gb", raw_volume_gb)
answer("storage_tb", storage_tb)
answer("storage_offer", storage_offer)
answer("usable_tb", usable_tb)
answer("link_offer", link_offer)
answer("transfer_h", transfer_h)
answer("workstation_offer", workstation_offer)
answer("processing_h", processing_h)
answer("total_cost_eur", total_cost_eur)
answer("hardware_conform", hardware_conform)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Votre plan a-t-il changé en cours de route ?
# Alors les chiffres des parties 1 et 3 ont changé avec lui. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
