# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Rendre compte : le rapport de numérisation et son protocole
#
# **Étude de cas A2.1 · compétence C2.1.4 · 120 minutes · 20 points**
#
# Le moulin de Vaubrun a été reconnu, le plan de stations est arrêté. Mme Delorme attend maintenant le rapport : il sera
# public, versé au dossier de la communauté de communes, relu par l’architecte et par le bureau d’études, et **rejoué**
# par un autre prestataire dans cinq ans, quand il faudra savoir si les murs ont bougé. **Trame & Relief** n’aura alors
# plus personne pour expliquer ce qui n’aura pas été écrit.
#
# Le relevé complet suivra, d’après votre plan : le rapport rend compte de ce qui le prépare (choix, qualification,
# plan, supports) et de la reconnaissance, dont les mesures sont livrées avec lui.
#
# À la fin de ce carnet vous aurez :
#
# 1. réuni les **chiffres clés** mesurés dans vos autres carnets, dans les unités que le commanditaire demande ;
# 2. retrouvé les **métadonnées** dans les certificats et le journal de chantier ;
# 3. écrit un **protocole** complet et rejoué vous-même ce qu’il annonce ;
# 4. rédigé le **rapport**, section par section, et la lettre qui l’accompagne.
#
# Ce carnet peut se travailler seul, mais les chiffres du rapport sont ceux de vos carnets C2.1.1, C2.1.2 et C2.1.3 : un
# chiffre que vous n’y avez pas rendu n’est pas documenté ici. Une erreur faite là-bas ne coûte rien ici.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv
import re
from datetime import date

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown, display

from autograders.candidate import answer, handed_in, open_case

case = open_case("c2_1_4_digitisation_report")
case

# %% [markdown]
# ## Le cahier des charges et les exigences du rapport
#
# Voici les chiffres de **votre** variante, puis le document par lequel le commanditaire dit ce que le rapport doit
# contenir : lisez-le en entier, il fixe les titres, leur ordre, les unités, les métadonnées et les tolérances. Le
# cahier des charges complet est dans `cahier_des_charges.md`.

# %%
specification = case.specification
specification

# %%
# Its headings, two levels down: this notebook has its own.
demands = case.path("exigences_du_rapport.md").read_text(encoding="utf-8")
display(Markdown(re.sub("^#", "###", demands, flags=re.MULTILINE)))

# %% [markdown]
# ## Les données
#
# | Fichier | Contenu | Particularités |
# |---|---|---|
# | `rapport_sections.csv` | sections exigées | l’ordre compte |
# | `rapport_chiffres.csv` | chiffres clés, unité, décimales | l’unité n’est pas toujours celle de votre réponse |
# | `rapport_metadonnees.csv` | métadonnées exigées | dates en AAAA-MM-JJ |
# | `certificats_etalonnage.csv` | certificats de tout le parc | date d’étalonnage **et** date d’émission |
# | `journal_de_chantier.csv` | ce qui s’est passé à la reconnaissance | nomme des personnes ; colonne `remarque` |
# | `positions.csv`, `reglages.csv`, `pieces.csv` | positions permises, réglages, espacements | mrad, min, mm |
# | `points_a_relever.csv`, `visibilite.csv` | points à relever, lignes de visée | de quoi rejouer le plan |
# | `cibles.csv`, `observations_cibles.csv` | canevas, observations | mètres ; repère du projet, repère du scanner |
#
# La cellule suivante lit les petits tableaux et affiche ce que vous avez déjà remis. `handed_in(case)` reprend les
# réponses enregistrées par vos autres carnets dans ce dossier, sous leur compétence et leur nom
# (`"C2.1.2.noise_a_mm"`) ; si vous travaillez ailleurs, recopiez-les à la main.


# %%
def read_table(name):
    """Return the rows of a CSV file; cells that are numbers become floats."""

    def converted(cell):
        try:
            return float(cell)
        except ValueError:
            return cell

    with case.path(name).open(encoding="utf-8", newline="") as file:
        return [{key: converted(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def comma(value, digits=2):
    """Return a number as printed in French."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")


sections = read_table("rapport_sections.csv")
demanded_figures = read_table("rapport_chiffres.csv")
demanded_metadata = read_table("rapport_metadonnees.csv")
certificates = read_table("certificats_etalonnage.csv")
journal = read_table("journal_de_chantier.csv")
earlier = handed_in(case)
for name, value in earlier.items():
    print(name, ":", f"{len(value)} lignes" if isinstance(value, list) else value)

# %% [markdown]
# ## 1. Les chiffres clés
#
# Donnez `key_figures` : une ligne par clé de `rapport_chiffres.csv`, avec `key`, `value` et `unit`.
#
# **Conventions.** La valeur est celle que **vous** avez rendue dans l’autre carnet, convertie dans l’unité exigée et
# juste au nombre de décimales exigé, ou à davantage ; `unit` est l’unité exigée, `""` pour un nombre. Le nombre de
# stations est celui des lignes de votre plan. L’écart de contrôle est le plus grand des stations, cible déplacée
# écartée. Un biais garde son signe.

# %% solution="figures"
key_figures = None  # liste de dictionnaires aux clés key, value, unit
### BEGIN SOLUTION
MEASURED = {
    "bruit_reference": ("C2.1.2.noise_at_reference_mm", "mm"),
    "plus_petite_fente": ("C2.1.2.smallest_slot_mm", "mm"),
    "biais_barre": ("C2.1.2.bar_bias_mm", "mm"),
    "couverture": ("C2.1.3.coverage_percent", "%"),
    "duree": ("C2.1.3.minutes", "min"),
    "ecart_controle": ("C2.1.3.check_rmse_mm", "mm"),
    "volume_brut": ("C2.1.3.raw_volume_gb", "Go"),
    "stockage": ("C2.1.3.storage_tb", "To"),
}
CONVERSION = {
    ("mm", "µm"): 1000,
    ("mm", "cm"): 1 / 10,
    ("min", "h"): 1 / 60,
    ("Go", "To"): 1 / 1000,
    ("To", "Go"): 1000,
}
key_figures = []
for demand in demanded_figures:
    key, unit = demand["cle"], demand["unite"]
    if key == "stations":
        value = len(earlier.get("C2.1.3.station_plan", ())) or None
    else:
        name, own_unit = MEASURED[key]
        value = earlier.get(name)
        if value is not None:
            value *= CONVERSION.get((own_unit, unit), 1)
    if value is not None:
        key_figures.append({"key": key, "value": round(value, int(demand["decimales"])), "unit": unit})
for row in key_figures:
    print(row["key"], row["value"], row["unit"])
### END SOLUTION

# %% [markdown]
# ## 2. Les métadonnées
#
# Donnez `metadata` : une ligne par clé de `rapport_metadonnees.csv`, avec `key` et `value`, un texte court.
#
# **Conventions.** L’appareil que votre étude recommande n’était pas libre : le loueur en a fourni un autre, que vous
# avez qualifié et qui figure au journal ; le rapport dit les deux. Le relevé est ici la reconnaissance. L’appareil est
# celui dont viennent les mesures livrées. S’il a plusieurs certificats, c’est le dernier étalonnage en date qui
# compte ; sa validité se compte en mois à partir de ce jour, et se juge au jour du relevé. La fin de validité et le
# « oui » ou « non » sont jugés d’après **vos** dates. Un étalonnage échu n’interdit pas de rendre le rapport : il
# oblige à le dire. Repère, fonction et logiciel se disent en quelques mots, de formulation libre.

# %% solution="metadata"
metadata = None  # liste de dictionnaires aux clés key, value
### BEGIN SOLUTION
delivered = [
    row for row in journal if row["instrument"] == "scanner" and row["station"] and "annulées" not in row["remarque"]
]
serial, survey_day = delivered[-1]["numero_serie"], date.fromisoformat(delivered[-1]["date"])
certificate = max(
    (row for row in certificates if row["numero_serie"] == serial), key=lambda row: row["date_etalonnage"]
)
calibrated = date.fromisoformat(certificate["date_etalonnage"])
valid_until = calibrated.replace(year=calibrated.year + int(certificate["validite_mois"]) // 12)
is_valid = survey_day <= valid_until
software = next(row["remarque"].partition("avec ")[2] for row in journal if "assemblage prévu avec" in row["remarque"])
facts = {
    "appareil_recommande": earlier.get("C2.1.1.recommended", ""),
    "numero_serie": serial,
    "date_etalonnage": calibrated.isoformat(),
    "etalonnage_valide": "oui" if is_valid else "non",
    "date_releve": survey_day.isoformat(),
    "repere": "repère local du moulin",
    "fonction_operateur": delivered[-1]["fonction"],
    "modele": certificate["modele"],
    "certificat": certificate["certificat"],
    "fin_validite": valid_until.isoformat(),
    "unite_longueur": "m",
    "logiciel": software,
    "serie_tacheometre": next(row["numero_serie"] for row in journal if row["instrument"] == "tachéomètre"),
}
metadata = [{"key": row["cle"], "value": facts[row["cle"]]} for row in demanded_metadata]
for row in metadata:
    print(row["key"], ":", row["value"])
### END SOLUTION

# %% [markdown]
# ## 3. Le protocole
#
# Trois tableaux, et rien d’autre, serviront à refaire le relevé.
#
# - `station_protocol` : `order` (1, 2, 3…), `position`, `resolution`. L’ordre est celui de l’**assemblage** : chaque
#   station, la première exceptée, voit au moins `anchor_targets` cibles, ou recouvre d’au moins `overlap_percent` %
#   l’une des stations d’avant elle. Le plan documenté est celui de votre carnet C2.1.3 ;
# - `registration_protocol` : `station`, `target`, `role`, une ligne pour chaque observation de
#   `observations_cibles.csv`, avec le rôle `"calage"`, `"controle"` ou `"ecartee"`. La cible écartée est celle que vous
#   avez désignée au carnet C2.1.3 ;
# - `parameters` : `key`, `value`, `unit`, une ligne pour chaque paramètre du § 4 des exigences, et une pour le pas
#   angulaire de chaque réglage que votre plan emploie (`pas_fine`, par exemple) ; rien d’autre.

# %% solution="protocol"
station_protocol = None  # liste de dictionnaires aux clés order, position, resolution
registration_protocol = None  # liste de dictionnaires aux clés station, target, role
parameters = None  # liste de dictionnaires aux clés key, value, unit
### BEGIN SOLUTION
positions = {row["position"]: row for row in read_table("positions.csv")}
settings = {row["resolution"]: row for row in read_table("reglages.csv")}
points = read_table("points_a_relever.csv")
spacing_mm = {row["piece"]: row["espacement_max_mm"] for row in read_table("pieces.csv")}
with case.path("visibilite.csv").open(encoding="utf-8") as file:
    sight_columns = file.readline().strip().split(",")
    sight = np.array([line.strip().split(",")[1:] for line in file], dtype=np.int8).astype(bool)
place_m = np.array([[row["x_m"], row["y_m"], row["z_m"]] for row in points])
normal = np.array([[row["nx"], row["ny"], row["nz"]] for row in points])
# A room's code such as 0.1 reads like a number.
limit_mm = np.array([spacing_mm[row["piece"]] for row in points])


def surveyed(position, step_rad, limits):
    """Return which points a station surveys."""
    row = positions[position]
    line = place_m - [row["x_m"], row["y_m"], row["z_m"]]
    range_m = np.linalg.norm(line, axis=1)
    cosine = -np.sum(line * normal, axis=1) / range_m
    return (
        sight[:, sight_columns.index(position) - 1]
        & (range_m >= limits["portee_min"])
        & (range_m <= limits["portee_max"])
        & (cosine >= np.cos(np.radians(limits["incidence_max"])))
        & (line[:, 2] / range_m >= np.sin(np.radians(limits["elevation_min"])))
        & (1000 * range_m * np.tan(step_rad) <= limit_mm * cosine)
    )


def overlap(first, second):
    """Return the share that two stations have in common, of the smaller one."""
    return (first & second).sum() / max(1, min(first.sum(), second.sum()))


limits = {
    "portee_min": specification["range_minimum_m"],
    "portee_max": specification["range_maximum_m"],
    "incidence_max": specification["incidence_limit_deg"],
    "elevation_min": specification["lowest_elevation_deg"],
    "recouvrement_min": specification["overlap_percent"],
    "cibles_rattachement": specification["anchor_targets"],
}
# As the files write them, however they were handed in.
plan = {
    row["position"].strip().upper(): row["resolution"].strip().lower() for row in earlier.get("C2.1.3.station_plan", ())
}
seen = {name: surveyed(name, 1e-3 * settings[setting]["pas_mrad"], limits) for name, setting in plan.items()}
anchors = [name for name in plan if positions[name]["cibles_visibles"] >= limits["cibles_rattachement"]]


def support(name, before):
    """Return the earlier station that overlaps one most, if any overlaps it enough."""
    shares = {other: overlap(seen[name], seen[other]) for other in before}
    best = max(shares, key=shares.get, default=None)
    return best if best is not None and 100 * shares[best] >= limits["recouvrement_min"] else None


# From the control network outwards: anchors first, then whatever the stations before hold.
order = list(anchors)
while ready := [name for name in plan if name not in order and support(name, order)]:
    order += ready
order += [name for name in plan if name not in order]
station_protocol = [
    {"order": rank, "position": name, "resolution": plan[name]} for rank, name in enumerate(order, start=1)
]

targets = {row["cible"]: row for row in read_table("cibles.csv")}
observations = read_table("observations_cibles.csv")
moved = earlier.get("C2.1.3.wrong_target", "").strip().upper()
registration_protocol = [
    {
        "station": row["station"],
        "target": row["cible"],
        "role": "ecartee" if row["cible"] == moved else targets[row["cible"]]["role"],
    }
    for row in observations
]

UNITS = {"portee_min": "m", "portee_max": "m", "incidence_max": "°", "elevation_min": "°", "recouvrement_min": "%"}
step_unit = "mrad" if "nom du réglage, en mrad" in demands else "°"
parameters = [{"key": key, "value": value, "unit": UNITS.get(key, "")} for key, value in limits.items()]
for setting in dict.fromkeys(plan.values()):
    step_mrad = settings[setting]["pas_mrad"]
    step = step_mrad if step_unit == "mrad" else np.degrees(1e-3 * step_mrad)
    parameters.append({"key": f"pas_{setting}", "value": step, "unit": step_unit})
### END SOLUTION

# %% [markdown]
# Dessinez l’ordre d’assemblage : on doit y voir sur quoi chaque station s’appuie.

# %% solution="order" figure="assembly-order"
### BEGIN SOLUTION
LOOKS = {"rapide": ("tab:orange", "s"), "moyenne": ("tab:blue", "o"), "fine": ("tab:green", "D")}
levels = list(dict.fromkeys(row["niveau"] for row in positions.values()))
figure, panels = plt.subplots(1, len(levels), figsize=(15, 4), sharex=True, sharey=True)
for axes, level in zip(panels, levels, strict=True):
    for rank, name in enumerate(order, start=1):
        row = positions[name]
        base = support(name, order[: rank - 1])
        if row["niveau"] != level:
            continue
        if base is not None and name not in anchors:
            style = "-" if positions[base]["niveau"] == level else ":"
            ends = [(positions[base]["x_m"], row["x_m"]), (positions[base]["y_m"], row["y_m"])]
            axes.plot(*ends, style, color="grey", zorder=1)
        colour, shape = LOOKS[plan[name]]
        ring = "black" if name in anchors else "none"
        spot = (row["x_m"], row["y_m"])
        axes.scatter(*spot, s=150, color=colour, marker=shape, edgecolors=ring, linewidths=2, zorder=2)
        axes.annotate(f"{rank}", spot, ha="center", va="center", fontsize=8, color="white", weight="bold", zorder=3)
    axes.set(title=f"Niveau {level}", xlabel="x (m)", aspect="equal")
    axes.grid(alpha=0.3)
panels[0].set_ylabel("y (m)")
for setting, (colour, shape) in LOOKS.items():
    figure.axes[-1].scatter([], [], color=colour, marker=shape, label=setting)
figure.legend(loc="lower center", ncols=3)
plt.show()
### END SOLUTION

# %% [markdown]
# ## 4. Rejouer et annoncer (protocole : 10 points, dont 5 attribués par un correcteur)
#
# Donnez `announced` : une ligne par indicateur du § 4 des exigences, `indicator` et `value`. Le correcteur rejoue vos
# trois tableaux avec un outil qui n’est pas le vôtre et cherche vos chiffres, aux tolérances près. Un plan différent de
# celui du carnet C2.1.3 se rejoue aussi, pourvu qu’il relève au moins la moitié de ce qui est demandé (convention de
# l’exercice) : c’est au rapport, plus bas, qu’il aura à s’accorder avec le reste.
#
# **Conventions.** `couverture`, `duree` : de l’ensemble du plan, deux décimales au moins. `groupes` : nombre de groupes
# de stations que les recouvrements suffisants relient. `liaisons_max` : plus petit nombre d’assemblages jusqu’à une
# station rattachée au canevas, pris à la station la plus éloignée. `rmse_calage` et `rmse_controle` : recalage de
# chaque station de la reconnaissance sur ses seules cibles de calage, √(Σ|r|²/n) aux cibles de chaque rôle, la plus
# grande des stations. Les indicateurs sont ceux de **votre** protocole : si une cible y reste au calage, ils la
# comprennent.
#
# | Barème (moitié automatique) | Paramètres | Ordre | Rôles | Couverture | Durée | Groupes et assemblages | Erreurs |
# |---|---|---|---|---|---|---|---|
# | sur 10 | 2 | 1,5 | 1 | 2 | 1 | 1 | 1,5 |

# %% solution="replay"
announced = None  # liste de dictionnaires aux clés indicator, value
### BEGIN SOLUTION
surveyed_by_all = np.array([seen[name] for name in order]).reshape(len(order), len(points))
coverage = 100 * surveyed_by_all.any(axis=0).mean()
duration = sum(positions[name]["mise_en_station_min"] + settings[plan[name]]["duree_min"] for name in order)

links = {
    name: [
        other
        for other in order
        if other != name and 100 * overlap(seen[name], seen[other]) >= limits["recouvrement_min"]
    ]
    for name in order
}


def distances(starts):
    """Return how many links part each station that can be reached from the nearest start."""
    found, front = dict.fromkeys(starts, 0), list(starts)
    while front:
        name = front.pop(0)
        for other in links[name]:
            if other not in found:
                found[other] = found[name] + 1
                front.append(other)
    return found


groups, left = 0, set(order)
while left:
    left -= set(distances([min(left)]))
    groups += 1
farthest = max(distances(anchors).values(), default=0)


def registered(station):
    """Return the root mean square errors of a station at its ties and at its check points, in mm."""
    roles = {row["target"]: row["role"] for row in registration_protocol if row["station"] == station}
    own = [row for row in observations if row["station"] == station]

    def coordinates(role):
        rows = [row for row in own if roles.get(row["cible"]) == role]
        known = [targets[row["cible"]] for row in rows]
        return [np.array([[row["x_m"], row["y_m"], row["z_m"]] for row in each]) for each in (rows, known)]

    scanner_m, project_m = coordinates("calage")
    middle, aim = scanner_m.mean(axis=0), project_m.mean(axis=0)
    u, _, vt = np.linalg.svd((scanner_m - middle).T @ (project_m - aim))
    rotation = vt.T @ np.diag([1, 1, np.sign(np.linalg.det(vt.T @ u.T))]) @ u.T
    errors = []
    for role in ("calage", "controle"):
        seen_m, known_m = coordinates(role)
        residuals_mm = 1000 * (known_m - aim - (seen_m - middle) @ rotation.T)
        errors.append(np.sqrt(np.mean(np.sum(residuals_mm**2, axis=1))))
    return errors


errors_mm = {station: registered(station) for station in dict.fromkeys(row["station"] for row in observations)}
indicators = {
    "couverture": round(coverage, 2),
    "duree": round(duration, 2),
    "groupes": groups,
    "liaisons_max": farthest,
    "rmse_calage": round(max(errors[0] for errors in errors_mm.values()), 2),
    "rmse_controle": round(max(errors[1] for errors in errors_mm.values()), 2),
}
announced = [{"indicator": key, "value": value} for key, value in indicators.items()]
for row in announced:
    print(row["indicator"], ":", row["value"])
### END SOLUTION

# %% solution="errors" figure="registration-errors"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(8, 4))
places = np.arange(len(errors_mm))
for offset, index, role, limit in ((-0.2, 0, "calage", "tie"), (0.2, 1, "contrôle", "check")):
    colour = f"C{index}"
    heights_mm = [errors[index] for errors in errors_mm.values()]
    axes.bar(places + offset, heights_mm, 0.4, color=colour, hatch="//" if index else "", label=role)
    limit_line_mm = specification[f"{limit}_rmse_limit_mm"]
    axes.axhline(limit_line_mm, color=colour, linestyle="--", label=f"limite, {role}")
axes.set_xticks(places, list(errors_mm))
axes.set(title="Erreur quadratique moyenne par station", ylabel="mm")
axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
figure.tight_layout()
plt.show()
### END SOLUTION

# %% criterion="C2.1.4.protocol"
answer("station_protocol", station_protocol)
answer("registration_protocol", registration_protocol)
answer("parameters", parameters)
answer("announced", announced)

# %% [markdown]
# **À rédiger (12 à 15 lignes), notation humaine.** La note de méthode que lira, dans cinq ans, le prestataire qui
# refera le relevé : conditions à réunir avant de commencer, contrôles à faire en route avec leur seuil et ce qu’on
# fait quand ils échouent, ce qui dépend de l’appareil et ce qui n’en dépend pas, ce à quoi les indicateurs sont
# sensibles.

# %% [markdown] rubric="C2.1.4.protocol"
# **Avant de commencer.** Le bief est à sec, les portes sont ouvertes et les fenêtres fermées : les lignes de visée sont
# calculées ainsi. Chaque cible est comparée à son lever au tachéomètre avant le premier scan ; une cible a bougé lors
# de la reconnaissance, et rien ne dit que les autres n’auront pas bougé dans cinq ans.
#
# **Dans l’ordre du tableau.** On commence par les stations que le canevas tient : tout ce qui suit s’y appuie. Après
# chaque scan on mesure le recouvrement avec la station qui le porte ; au-dessous de la limite on ne passe pas à la
# suivante, on cherche d’abord une position intermédiaire. À chaque station rattachée, l’erreur aux cibles de calage,
# puis celle aux cibles de contrôle, sont comparées à leurs limites avant de quitter la place.
#
# **Ce qui dépend de l’appareil.** Le pas angulaire fixe l’espacement ; un autre scanner convient si son pas n’est pas
# plus grand et si son bruit a été qualifié. La portée, l’incidence et les espacements viennent du cahier des charges,
# non de l’appareil.
#
# **Sensibilité.** La couverture dépend surtout de l’incidence admise et du pas dans les pièces à petit espacement :
# rejouez avec 70° au lieu de la limite pour en avoir la mesure. Les durées ne dépendent que des réglages. Si une
# position est devenue inaccessible, prenez dans la même pièce celle qui recouvre le plus ses voisines, et annoncez les
# indicateurs du plan modifié.

# %% [markdown]
# ## 5. Le rapport (cahier des charges : 10 points, dont 5 attribués par un correcteur)
#
# Donnez `report`, le texte du rapport en Markdown. Les titres sont ceux de `rapport_sections.csv`, dans leur ordre
# (`## Titre` ; numérotation, casse et accents indifférents). Chaque section a un texte à elle, de la longueur exigée et
# d’au moins vingt mots différents (convention de l’exercice). Aucun chiffre n’est cherché dans la prose : ceux qui
# comptent sont dans vos tableaux, mais un correcteur lira les deux.
#
# Les sections et leur ordre ne comptent qu’avec un chiffre ou une métadonnée juste : la forme seule ne dit rien.
#
# | Barème (moitié automatique) | Sections | Ordre | Chiffres clés | Métadonnées | Rôles des cibles | Plan |
# |---|---|---|---|---|---|---|
# | sur 10 | 2 | 1 | 3 | 2,5 | 1 | 0,5 |

# %% solution="report"
report = None  # un texte Markdown
### BEGIN SOLUTION
told = {}
for demand in demanded_figures:
    row = next((row for row in key_figures if row["key"] == demand["cle"]), None)
    decimals = int(demand["decimales"])
    told[demand["cle"]] = f"{comma(row['value'], decimals)} {row['unit']}".strip() if row else "non mesuré"
validity = (
    f"valide jusqu’au {valid_until.isoformat()}, donc au jour du relevé"
    if is_valid
    else f"échu depuis le {valid_until.isoformat()}, soit {(survey_day - valid_until).days} jours avant le relevé"
)
check_limit_mm = specification["check_rmse_limit_mm"]
beyond = [station for station, errors in errors_mm.items() if errors[1] > check_limit_mm]
verdict = (
    f"la limite de {comma(check_limit_mm, 1)} mm est dépassée à {', '.join(beyond)}, dont le recalage est à reprendre"
    if beyond
    else f"la limite de {comma(check_limit_mm, 1)} mm est tenue à toutes les stations"
)
laboratory = certificate["laboratoire"]
room_of = np.array([str(row["piece"]) for row in points])
rooms = {room: surveyed_by_all.any(axis=0)[room_of == room].mean() for room in np.unique(room_of)}
worst_room = min(rooms, key=rooms.get)
step_texts = ", ".join(
    f"{setting} ({comma(settings[setting]['pas_mrad'], 1)} mrad)" for setting in dict.fromkeys(plan.values())
)

TEXTS = {
    "Synthèse": f"""
Le plan retenu relève {told["couverture"]} des points en {told["stations"]} stations et {told["duree"]} sur place, dans
les limites du cahier des charges. Au plus mauvais endroit, l’erreur aux cibles de contrôle est de
{told["ecart_controle"]} : {verdict}. Le bruit du scanner à la distance de référence est de {told["bruit_reference"]}.
L’étalonnage de l’appareil est {validity}. Notre avis est favorable, sous les réserves de la section qui leur est
consacrée.""",
    "Objet et périmètre": """
Le rapport porte sur la numérisation du moulin de Vaubrun : corps de pierre de 1786, bief et roue, halle de bois de
1911. Le nuage servira à la maquette de l’existant, au renfort de la charpente et à l’inventaire des moulurations.
Vitrages, vantaux de porte, dessus des couvertures, embrasures et faces cachées des éléments sont hors marché et n’ont
pas été comptés dans la couverture.""",
    "Documents de référence": f"""
Cahier des charges du déploiement et exigences du rapport, remis par la communauté de communes du Val de Seille ;
maquette `moulin.ifc`, dressée d’après les plans d’archives ; certificat d’étalonnage {certificate["certificat"]} du
scanner ; journal de chantier de la reconnaissance. Les exigences métrologiques suivent l’ISO 17123-9 pour l’essai de
terrain et l’ISO 14253-1 pour la règle de décision.""",
    "Matériel et étalonnage": f"""
Scanner {certificate["modele"]}, numéro de série {serial}, étalonné le {calibrated.isoformat()} par {laboratory}
(certificat {certificate["certificat"]}, émis le {certificate["date_emission"]}). Cet étalonnage est {validity}.
Un premier exemplaire du même modèle, en défaut la veille, a été échangé ; aucune de ses mesures n’est livrée. Les
cibles ont été levées au tachéomètre {facts["serie_tacheometre"]}.""",
    "Qualification du scanner": f"""
L’appareil recommandé par l’étude de choix est {facts["appareil_recommande"]}. Au banc d’essai, son bruit à la distance
de référence est de {told["bruit_reference"]} à 1 σ, la plus petite fente qu’il résout mesure
{told["plus_petite_fente"]}, et la longueur de la barre étalonnée est lue avec un biais de {told["biais_barre"]}.
Chacune de ces valeurs a été confrontée à sa limite dans l’avis de qualification, joint au dossier.""",
    "Plan de stations": f"""
{told["stations"]} stations, aux réglages {step_texts}, relèvent {told["couverture"]} des points, pour
{specification["coverage_total_percent"]} % demandés. Le temps sur place, mises en station comprises, est de
{told["duree"]}, pour {specification["minutes_limit"]} min au plus. Les recouvrements suffisants relient les stations en
{groups} groupe, et la plus éloignée est à {farthest} assemblage(s) du canevas. Le tableau du protocole donne chaque
position.""",
    "Canevas et assemblage": f"""
Les stations sont recalées par moindres carrés, sans facteur d’échelle, sur les seules cibles de calage. La cible
{moved}, déplacée entre son lever et la reconnaissance, est écartée partout. L’erreur quadratique la plus grande est de
{comma(indicators["rmse_calage"])} mm aux cibles de calage et de {comma(indicators["rmse_controle"])} mm aux cibles de
contrôle, qui n’ont servi à aucun recalage : {verdict}.""",
    "Repère et unités": """
Les données sont livrées dans le repère local du moulin : x vers l’est, y vers le nord, z vers le haut, origine à
l’angle sud-ouest du corps de pierre, niveau zéro au sol du rez-de-chaussée. Aucun rattachement à un système national
n’a été fait et aucun ne doit être déduit des coordonnées. Les longueurs sont en mètres, les erreurs en millimètres,
les angles en degrés ou en milliradians selon le tableau.""",
    "Données livrées et supports": f"""
Le volume brut du moulin est de {told["volume_brut"]}, photographies comprises. Avec les données dérivées et la
croissance du nombre de chantiers, le volume à conserver à la fin de la période est de {told["stockage"]}, en unités
décimales ; le taux de remplissage admis s’y ajoute au choix du stockage. Les nuages sont remis en LAZ et en E57, la
maquette en IFC4 ; le brut est conservé sans modification sur un support qui survit à deux pannes de disques.""",
    "Protocole de reproduction": f"""
Le protocole tient en trois tableaux : les {told["stations"]} stations dans l’ordre de leur assemblage, le rôle de
chaque cible observée à chaque station de la reconnaissance, les paramètres de relevé avec leur unité. Rejoué sur les
données publiques, il donne {comma(coverage)} % de couverture (à 0,1 point près) et {comma(duration, 1)} min (à 0,1 min
près). Un écart plus grand signale une différence de données ou de réglage, non une affaire d’appréciation.""",
    "Traçabilité et données personnelles": f"""
Les mesures livrées datent du {survey_day.isoformat()}. Le scanner a été conduit par une personne dont la fonction est :
{facts["fonction_operateur"]}. L’assemblage est fait avec {software}. Conformément au principe de minimisation du RGPD,
aucun intervenant n’est nommé ; le journal nominatif reste au bureau et n’est pas versé au dossier public. Les
remarques du journal ne sont reprises que pour ce qui touche aux mesures.""",
    "Limites et réserves": f"""
L’étalonnage du scanner est {validity}{"." if is_valid else " : un contrôle au banc après le retour est à prévoir."} Les
points que le plan ne relève pas ne sont pas répartis au hasard : la pièce la moins bien relevée est {worst_room}, avec
{comma(100 * rooms[worst_room], 1)} % de ses points, ce qu’une couverture globale ne dit pas. Une cible a bougé une
fois : le canevas est à vérifier avant toute nouvelle campagne. Les écarts aux cibles ne disent rien de la justesse
loin d’elles.""",
}
LINE_END = "\n"
report = "# Rapport de numérisation du moulin de Vaubrun\n\n" + "\n\n".join(
    f"## {number}. {row['titre']}\n\n{TEXTS[row['titre']].strip().replace(LINE_END, ' ')}"
    for number, row in enumerate(sections, start=1)
)
### END SOLUTION

# %% [markdown]
# L’aperçu : relisez le rapport comme le fera Mme Delorme.

# %%
if report:
    display(Markdown(report))

# %% criterion="C2.1.4.specification"
answer("key_figures", key_figures)
answer("metadata", metadata)
answer("report", report)

# %% [markdown]
# **À rédiger (10 à 12 lignes), notation humaine.** La lettre qui accompagne le rapport : ce qu’il établit, ce qu’il
# n’établit pas, ce que Mme Delorme a à décider. Le correcteur lit le rapport affiché ci-dessus **et** cette lettre.

# %% [markdown] rubric="C2.1.4.specification"
# Madame,
#
# Vous trouverez ci-joint le rapport de numérisation du moulin de Vaubrun et son protocole. Il établit que le plan de
# stations relève la part demandée des surfaces, en un seul déplacement, et que les stations de la reconnaissance
# s’assemblent sur un canevas dont une cible, déplacée, a été écartée. L’erreur aux cibles de contrôle et sa limite
# figurent côte à côte : si une station dépasse, son recalage est à reprendre avant toute livraison au bureau d’études,
# pour qui quelques millimètres comptent.
#
# Il n’établit pas la justesse loin des cibles, ni rien des surfaces que le plan laisse : le rapport nomme la pièce la
# moins bien relevée, où l’architecte voudra peut-être un complément. L’état de l’étalonnage au jour du relevé est
# dit sans détour ; s’il était échu, nous proposons un contrôle au banc dans le mois, dont le résultat vous sera
# transmis.
#
# Il vous appartient de décider de ce complément et de la date du contrôle du canevas. Aucune personne n’est nommée dans
# le rapport, qui peut être rendu public tel quel.

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
