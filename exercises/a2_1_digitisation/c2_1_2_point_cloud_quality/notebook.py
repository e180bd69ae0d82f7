# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Qualifier un scanner laser terrestre sur banc d’essai
#
# **Étude de cas A2.1 · compétence C2.1.2 · 180 minutes · 20 points**
#
# Le scanner que **Trame & Relief** a loué pour le moulin de Vaubrun est arrivé ce matin. Mme Delorme, la
# représentante du commanditaire, veut votre avis avant que l’équipe ne charge le véhicule : l’appareil tient-il, dans
# les réglages que vous emploierez, les exigences de son cahier des charges ? Vous disposez du banc d’essai de
# l’atelier, d’un créneau limité, et des certificats d’étalonnage de ses cibles.
#
# À la fin de ce carnet vous aurez :
#
# 1. choisi une station et des réglages, puis acquis votre propre nuage dans le temps imparti ;
# 2. mesuré le **bruit**, la **résolution**, la **précision** et la **couleur** ;
# 3. rendu, pour chacun des quatre, un verdict fondé sur vos chiffres.
#
# Commencez par exécuter la cellule suivante : elle ouvre votre variante de l’étude.

# %%
import csv

import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import least_squares
from scipy.spatial import cKDTree
from skimage.color import deltaE_ciede2000, lab2rgb, rgb2lab

from autograders.candidate import answer, open_case
from autograders.candidate.point_clouds import read_point_cloud
from autograders.candidate.viewers import view_cloud
from autograders.candidate.virtual_scanner import VirtualScanner

case = open_case("c2_1_2_point_cloud_quality")
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
# | `targets.csv` | cibles du banc : centre, normale, dimensions | mètres, repère local du banc, z vers le haut |
# | `stations.csv` | positions possibles du scanner | même repère |
# | `acquisitions.csv` | réglages au choix : pas angulaire, durée | milliradians, minutes ; une ligne par capture |
# | `captures/*.laz` | ce que le scanner enregistre pour chaque réglage | coordonnées, couleur, intensité |
# | `repeatability.e57` | scans répétés des barres à sphères, scanner immobile | un scan par répétition |
# | `sphere_bars.csv` | certificat des barres : longueurs étalonnées, U à k = 2 | millimètres |
# | `lengths.csv` | longueurs mesurées entre cibles, et références | « ; », virgule décimale, colonne `remarque` |
# | `chart.ply` | extrait coloré de la charte, dans son propre repère | 2 à 3 % de points sans couleur (0, 0, 0) |
# | `chart_reference.csv` | bornes des 24 plages, L\*a\*b\* certifiés | valeurs sous D65 **et** sous D50 |
#
# Les deux cellules suivantes lisent les trois premiers tableaux et dessinent le banc. `case.path("…")` donne le chemin
# d’un fichier.


# %%
def read_table(name, delimiter=",", decimal="."):
    """Return the rows of a CSV file; cells that are numbers become floats."""

    def converted(cell):
        try:
            return float(cell.replace(decimal, "."))
        except ValueError:
            return cell

    with case.path(name).open(encoding="utf-8", newline="") as file:
        return [
            {key: converted(cell) for key, cell in row.items()} for row in csv.DictReader(file, delimiter=delimiter)
        ]


def comma(value, digits=2):
    """Return a number as printed in French."""
    return f"{value:.{digits}f}".replace(".", ",")


targets = {row["target"]: row for row in read_table("targets.csv")}
stations = {row["station"]: np.array([row["x_m"], row["y_m"], row["z_m"]]) for row in read_table("stations.csv")}
acquisitions = read_table("acquisitions.csv")

# %% figure="bench-plan"
figure, axes = plt.subplots(figsize=(11, 5))
for name, target in targets.items():
    x, y = target["x_m"], target["y_m"]
    if target["kind"] == "sphere":
        axes.plot(x, y, "o", color="tab:green", markersize=6)
    else:
        # Flat targets as seen from above; the small ones larger than life.
        half_m = max(target["width_m"], 0.6) / 2
        across = half_m * np.array([-target["normal_y"], target["normal_x"]])
        axes.plot([x - across[0], x + across[0]], [y - across[1], y + across[1]], color="tab:blue", linewidth=4)
    place = {"xytext": (-9, 5), "ha": "right"} if target["kind"] == "chart" else {"xytext": (7, 5)}
    axes.annotate(name, (x, y), textcoords="offset points", fontsize=9, **place)
for name, position in stations.items():
    axes.plot(position[0], position[1], "^", color="tab:red", markersize=10)
    axes.annotate(name, position[:2], textcoords="offset points", xytext=(6, -12), color="tab:red", fontsize=11)
axes.margins(0.06, 0.12)
axes.set(title="Banc d’essai vu de dessus", xlabel="x (m)", ylabel="y (m)", aspect="equal")
axes.grid(alpha=0.3)
plt.show()

# %% [markdown]
# ## 1. Acquérir votre nuage
#
# Le créneau du banc est compté : `time_budget_min` minutes, **toutes captures comprises**, même celles que vous
# n’exploitez pas. Le scanner virtuel se commande ainsi :
#
# ```python
# scanner = VirtualScanner(case)
# cloud = scanner.acquire(resolution="…", quality="…", station="…")
# scanner.plan             # les captures faites, prêtes pour la réponse acquisition_plan
# scanner.remaining_min    # minutes qui restent
# cloud.points_m           # coordonnées, tableau (n, 3), en mètres
# cloud.colours            # rouge, vert, bleu de 0 à 255, tableau (n, 3)
# ```
#
# Relancer une même capture ne coûte rien de plus ; en lancer une autre, si. Choisissez donc avant d’acquérir :
#
# - une **station** à `star_distance_m` de l’étoile (à `star_distance_tolerance_m` près), qui voit en entier les sept
#   panneaux et l’étoile ; le plan ci-dessus ne montre pas les obstacles, le nuage, lui, les montre ;
# - une **résolution** qui donne, sur `spacing_panel`, l’espacement demandé ;
# - une **qualité** (nombre de tirs moyennés) qui tienne encore dans le temps. Si plusieurs réglages remplissent ces
#   conditions, retenez-en un qui respecte aussi la limite de bruit, s’il en existe un.
#
# Le dossier `captures/` contient le nuage de chaque réglage possible : il remplace l’appareil. Seules les captures de
# votre plan peuvent servir, et c’est ce plan qui dit combien de temps vous avez pris. La charte de couleur et les
# barres à sphères ont été relevées à part (`chart.ply`, `repeatability.e57`), hors budget.
#
# Donnez `acquisition_plan`, la liste de vos captures, et `qualified_capture`, le nom du fichier (ou de la capture,
# par exemple `moyenne_rapide_S1`) dont viennent **tous** vos indicateurs de bruit et de résolution.

# %% solution="acquisition"
acquisition_plan = None  # liste de dictionnaires aux clés resolution, quality, station
qualified_capture = None  # nom de la capture qualifiée
cloud = None  # son nuage


### BEGIN SOLUTION
def position_of(target):
    return np.array([target["x_m"], target["y_m"], target["z_m"]])


def local_coordinates(points_m, target):
    """Return points in the target's own axes: to the right, up, and to the front."""
    normal = np.array([target["normal_x"], target["normal_y"], target["normal_z"]])
    up = np.array([0.0, 0.0, 1.0])
    return (points_m - position_of(target)) @ np.array([np.cross(up, normal), up, normal]).T


def on_panel(points_m, target, share=0.9, reach_m=0.06):
    """Return which points lie on a panel, its edges left out."""
    right, up, front = local_coordinates(points_m, target).T
    inside = (np.abs(right) < share * target["width_m"] / 2) & (np.abs(up) < share * target["height_m"] / 2)
    return inside & (np.abs(front) < reach_m)


def viewing(station, target):
    """Return the distance in m to a target and the angle in rad at which its plane is seen."""
    sight = stations[station] - position_of(target)
    normal = np.array([target["normal_x"], target["normal_y"], target["normal_z"]])
    distance_m = np.linalg.norm(sight)
    return distance_m, np.arccos(abs(sight @ normal) / distance_m)


def theoretical_spacing(row):
    """Return R·tan Δ/cos α in mm on the panel of the specification."""
    distance_m, incidence = viewing(row["station"], targets[specification["spacing_panel"]])
    return 1000 * distance_m * np.tan(row["angular_step_mrad"] / 1000) / np.cos(incidence)


panels = {name: target for name, target in targets.items() if target["kind"] == "panel"}
scanner = VirtualScanner(case)

# Stations at the right distance from the star; a quick scan tells which of them sees all the panels.
star_gap_m = {name: abs(viewing(name, targets["ETOILE"])[0] - specification["star_distance_m"]) for name in stations}
candidates = [name for name, gap_m in star_gap_m.items() if gap_m <= specification["star_distance_tolerance_m"]]
quickest = min(acquisitions, key=lambda row: row["duration_min"])
for station in candidates:
    look = scanner.acquire(resolution=quickest["resolution"], quality=quickest["quality"], station=station)
    if all(on_panel(look.points_m, panel).sum() > 30 for panel in panels.values()):
        break

# Spacing first, then the most averaging that the remaining time allows.
affordable = [
    row
    for row in acquisitions
    if row["station"] == station
    and row["duration_min"] <= scanner.remaining_min
    and theoretical_spacing(row) <= specification["spacing_limit_mm"]
]
qualities = list(dict.fromkeys(row["quality"] for row in acquisitions))
setting = max(affordable, key=lambda row: (qualities.index(row["quality"]), row["duration_min"]))
cloud = scanner.acquire(**{key: setting[key] for key in ("resolution", "quality", "station")})
acquisition_plan = scanner.plan
qualified_capture = cloud.name
### END SOLUTION

# %% [markdown]
# ### Regarder avant de mesurer
#
# Affichez votre nuage en trois dimensions : tournez-le, cherchez les pixels mixtes au bord des cibles, les points
# isolés, les cibles masquées.

# %% solution="look" figure="cloud-3d"
### BEGIN SOLUTION
view_cloud(cloud, title=f"Capture {qualified_capture}")
### END SOLUTION

# %% [markdown]
# ## 2. Bruit (5 points)
#
# **Conventions.** Le bruit d’une cible plane est l’écart-type, à 1 σ, des écarts de ses points au plan des moindres
# carrés **orthogonaux**, diviseur n − 3, points étrangers écartés par un seuil d’au moins 6 σ ; un estimateur robuste
# (1,4826 × MAD, points étrangers écartés de même) est admis. Des pixels mixtes du bord passent sous ce seuil : laissez
# de côté quelques millimètres de pourtour. La loi est linéaire : σ(R) = a + b·R, σ en mm, R en m.
#
# **À faire**
#
# - `noise_panels` : pour chaque panneau **frontal** (`P05`, `P10`, …) une ligne `panel`, `range_m`, `sigma_mm`. Les
#   panneaux inclinés peuvent y figurer, ils ne sont pas jugés ici.
# - `noise_a_mm`, `noise_b_mm_per_m` : la loi ajustée à vos panneaux frontaux.
# - `noise_at_reference_mm` : ce que votre loi donne à la distance `noise_reference_distance_m`.
# - `plane_noise` : une **fonction** qui reçoit les points bruts d’une seule cible plane (tableau numpy (n, 3), en
#   mètres, dix points au moins, orientation et position quelconques, parfois quelques points aberrants) et rend son
#   bruit en mm. Elle sera essayée sur des nuages que vous ne connaissez pas.
# - `noise_conform` : `True` si le bruit à la distance de référence ne dépasse pas `noise_limit_mm`, sinon `False`.
#
# Dans chaque partie, un verdict ne compte qu’avec un chiffre juste : sans aucun, il serait deviné.
#
# | Barème | Bruit par panneau | Loi a, b | Bruit à la distance de référence | Fonction | Verdict |
# |---|---|---|---|---|---|
# | sur 10 | 3 | 2 | 1 | 2,5 | 1,5 |

# %% solution="noise"
noise_panels = None  # liste de dictionnaires aux clés panel, range_m, sigma_mm
noise_a_mm = None
noise_b_mm_per_m = None
noise_at_reference_mm = None
plane_noise = None  # fonction(points_m) -> bruit en mm
noise_conform = None  # True ou False
### BEGIN SOLUTION


def least_squares_plane(points_m):
    """Return the centroid and the unit normal of the orthogonal least-squares plane."""
    centre = points_m.mean(axis=0)
    return centre, np.linalg.svd(points_m - centre, full_matrices=False)[2][2]


def robust_plane(points_m):
    """Return the signed distances to the plane in m, and which points are its own (within 6 σ)."""
    rng = np.random.default_rng(2)
    corners = points_m[rng.integers(0, len(points_m), (300, 3))]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    lengths = np.linalg.norm(normals, axis=1)
    # Slivers give wild planes.
    solid = lengths > 0.1 * np.median(lengths)
    normals, corners = normals[solid] / lengths[solid, None], corners[solid]
    distances = np.abs(points_m @ normals.T - np.sum(corners[:, 0] * normals, axis=1))
    best = np.argmin(np.median(distances, axis=0))
    residuals = (points_m - corners[best, 0]) @ normals[best]
    for _ in range(10):
        sigma = 1.4826 * np.median(np.abs(residuals - np.median(residuals)))
        own = np.abs(residuals - np.median(residuals)) <= 6 * sigma
        centre, normal = least_squares_plane(points_m[own])
        residuals = (points_m - centre) @ normal
    return residuals, own


def flat_target_noise_mm(points_m):
    """Return the noise of a flat target in mm, outliers left out."""
    residuals, own = robust_plane(np.asarray(points_m, dtype=float))
    return 1000 * np.sqrt(np.sum(residuals[own] ** 2) / (own.sum() - 3))


plane_noise = flat_target_noise_mm
station = setting["station"]
noise_panels = []
for name, panel in panels.items():
    if name.startswith("P"):
        points = cloud.points_m[on_panel(cloud.points_m, panel)]
        noise_panels.append(
            {"panel": name, "range_m": viewing(station, panel)[0], "sigma_mm": flat_target_noise_mm(points)}
        )

ranges_m = np.array([row["range_m"] for row in noise_panels])
sigmas_mm = np.array([row["sigma_mm"] for row in noise_panels])
noise_b_mm_per_m, noise_a_mm = np.polyfit(ranges_m, sigmas_mm, 1)
noise_at_reference_mm = noise_a_mm + noise_b_mm_per_m * specification["noise_reference_distance_m"]
noise_conform = bool(noise_at_reference_mm <= specification["noise_limit_mm"])
### END SOLUTION

# %% [markdown]
# Contrôlez vos écarts sur un panneau : l’histogramme doit être une cloche **entière**. Une cloche tronquée trahit un
# seuil trop étroit, de longues ailes trahissent des points étrangers.

# %% solution="residuals" figure="residual-histogram"
### BEGIN SOLUTION
panel_name = "P15"
residuals, own = robust_plane(cloud.points_m[on_panel(cloud.points_m, panels[panel_name])])
residuals_mm = 1000 * residuals[own]
sigma_mm = np.std(residuals_mm, ddof=3)
grid_mm = np.linspace(-4 * sigma_mm, 4 * sigma_mm, 200)
figure, axes = plt.subplots(figsize=(8, 4))
axes.hist(residuals_mm, bins=40, density=True, color="tab:blue", alpha=0.6, label=f"{own.sum()} points")
normal_curve = np.exp(-((grid_mm / sigma_mm) ** 2) / 2) / sigma_mm / np.sqrt(2 * np.pi)
axes.plot(grid_mm, normal_curve, color="tab:red", label=f"loi normale, σ = {comma(sigma_mm)} mm")
axes.set(title=f"Écarts au plan du panneau {panel_name}", xlabel="écart (mm)", ylabel="densité (1/mm)")
axes.legend()
plt.show()
### END SOLUTION

# %% solution="noise-law" figure="noise-law"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(8, 4))
axes.plot(ranges_m, sigmas_mm, "o", label="panneaux frontaux")
for row in noise_panels:
    axes.annotate(row["panel"], (row["range_m"], row["sigma_mm"]), textcoords="offset points", xytext=(6, -12))
axis_m = np.linspace(0, ranges_m.max() * 1.05, 50)
label = f"σ(R) = {comma(noise_a_mm)} + {comma(noise_b_mm_per_m, 3)}·R"
axes.plot(axis_m, noise_a_mm + noise_b_mm_per_m * axis_m, label=label)
axes.axhline(specification["noise_limit_mm"], color="tab:red", linestyle="--", label="limite du cahier des charges")
axes.axvline(specification["noise_reference_distance_m"], color="grey", linestyle=":", label="distance de référence")
axes.set(title="Bruit en fonction de la distance", xlabel="distance (m)", ylabel="σ (mm)", ylim=(0, None))
axes.legend()
plt.show()
### END SOLUTION

# %% criterion="C2.1.2.noise"
answer("qualified_capture", qualified_capture)
answer("noise_panels", noise_panels)
answer("noise_a_mm", noise_a_mm)
answer("noise_b_mm_per_m", noise_b_mm_per_m)
answer("noise_at_reference_mm", noise_at_reference_mm)
answer("plane_noise", plane_noise)
answer("noise_conform", noise_conform)

# %% [markdown]
# ## 3. Résolution des détails fins (5 points)
#
# **Conventions.** Sur le panneau `spacing_panel`, l’espacement se compte **dans le sens de l’inclinaison** : la
# direction de la ligne de visée, couchée sur le panneau, là où le pas s’étire. Les points sont d’abord projetés sur
# le plan ajusté ; chaque point a, dans cette direction à ± 22,5° près, un voisin le plus proche, d’un côté **ou** de
# l’autre, et l’on retient la médiane de ces distances, une par point. La théorie donne R·tan Δ/cos α ; la mesure lui
# est souvent inférieure de 10 à 20 %, puisque des deux voisins, que le bruit déplace, elle garde le plus proche.
#
# L’étoile porte 24 barreaux qui alternent avec 24 fentes de même largeur, devant un fond placé 5 cm derrière ; au
# rayon r, une fente mesure 2πr/48. La règle des couronnes (r_min ≤ r < r_max, de 10 mm) qui dit jusqu’où l’étoile est
# résolue est au cahier des charges. Situez les deux faces d’après **votre nuage** : le scanner peut avoir un décalage
# de quelques millimètres par rapport à `targets.csv`. Le diamètre du faisceau suit la forme linéaire d = d₀ + γ·R, γ
# étant la divergence en **angle plein**.
#
# **À faire**
#
# - `acquisition_plan` et `qualified_capture` : votre choix de la partie 1, sous le budget et adapté aux exigences.
# - `theoretical_spacing_mm`, `measured_spacing_mm` : l’espacement attendu et l’espacement obtenu sur `spacing_panel`.
# - `smallest_slot_mm` : la largeur de la plus petite fente résolue.
# - `spot_diameter_mm` : le diamètre du faisceau sur l’étoile, depuis **votre** station.
# - `resolution_conform` : `True` si l’espacement mesuré **et** la plus petite fente respectent leurs limites.
#
# | Barème | Plan sous le budget | Capture adaptée | Espacements | Fente | Faisceau | Verdict |
# |---|---|---|---|---|---|---|
# | sur 7,5 | 1 | 1,5 | 2 | 1 | 1 | 1 |

# %% solution="resolution"
theoretical_spacing_mm = None
measured_spacing_mm = None
smallest_slot_mm = None
spot_diameter_mm = None
resolution_conform = None  # True ou False
### BEGIN SOLUTION
theoretical_spacing_mm = theoretical_spacing(setting)

# Spacing: points laid on the fitted plane, first axis along the line of sight.
tilted = panels[specification["spacing_panel"]]
points = cloud.points_m[on_panel(cloud.points_m, tilted)]
_, own = robust_plane(points)
centre, normal = least_squares_plane(points[own])
sight = stations[station] - centre
along = sight - (sight @ normal) * normal
along /= np.linalg.norm(along)
flat = (points[own] - centre) @ np.array([along, np.cross(normal, along)]).T
distances, neighbours = cKDTree(flat).query(flat, k=25)
progress = np.abs(flat[neighbours, 0] - flat[:, None, 0])
aligned = (distances > 0) & (progress >= np.cos(np.radians(22.5)) * distances)
nearest = np.where(aligned, distances, np.inf).min(axis=1)
measured_spacing_mm = 1000 * np.median(nearest[np.isfinite(nearest)])

# Star, ring by ring from the rim.
star = local_coordinates(cloud.points_m, targets["ETOILE"])
radii_mm = 1000 * np.hypot(star[:, 0], star[:, 1])
depths_mm = 1000 * star[:, 2]
on_star = (radii_mm < 150) & (np.abs(depths_mm + 25) < 60)
radii_mm, depths_mm = radii_mm[on_star], depths_mm[on_star]
faces_mm = [np.median(depths_mm[np.abs(depths_mm - nominal) < 12]) for nominal in (0, -50)]
gaps_mm = np.abs(depths_mm[:, None] - faces_mm)
# Noise of the faces where they are well apart, mixed pixels left out.
rim_mm = gaps_mm.min(axis=1)[radii_mm > 100]
reach_mm = 12.5
for _ in range(5):
    star_sigma_mm = 1.4826 * np.median(rim_mm[rim_mm <= reach_mm])
    reach_mm = min(reach_mm, 4 * star_sigma_mm)
near = gaps_mm <= 3 * star_sigma_mm
rings = []
for outer_mm in range(150, 0, -10):
    ring = (radii_mm >= outer_mm - 10) & (radii_mm < outer_mm)
    rings.append((outer_mm - 5, ring.sum(), near[ring].any(axis=1).mean(), near[ring].mean(axis=0).min()))
smallest_radius_mm = None
for radius_mm, count, near_share, smaller_face in rings:
    if count < 12 or near_share < 0.90 or smaller_face < 0.25:
        break
    smallest_radius_mm = radius_mm
smallest_slot_mm = 2 * np.pi * smallest_radius_mm / 48

star_distance_m, _ = viewing(station, targets["ETOILE"])
spot_diameter_mm = specification["beam_diameter_mm"] + specification["beam_divergence_mrad"] * star_distance_m
resolution_conform = bool(
    measured_spacing_mm <= specification["spacing_limit_mm"] and smallest_slot_mm <= specification["slot_limit_mm"]
)
### END SOLUTION

# %% solution="star" figure="star"
### BEGIN SOLUTION
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5))
image = left.scatter(1000 * star[on_star, 0], 1000 * star[on_star, 1], c=depths_mm, s=4, cmap="viridis")
figure.colorbar(image, ax=left, label="profondeur (mm)")
left.add_patch(plt.Circle((0, 0), smallest_radius_mm, fill=False, color="tab:red", label="plus petit rayon résolu"))
left.set(title="Étoile vue de face", xlabel="mm", ylabel="mm", aspect="equal")
left.legend(loc="upper right")
right.plot([ring[0] for ring in rings], [100 * ring[2] for ring in rings], "o-")
right.axhline(90, color="tab:red", linestyle="--", label="seuil")
right.set(title="Points proches d’une des deux faces", xlabel="rayon de la couronne (mm)", ylabel="part (%)")
right.legend()
plt.show()
### END SOLUTION

# %% criterion="C2.1.2.resolution"
answer("acquisition_plan", acquisition_plan)
answer("qualified_capture", qualified_capture)
answer("theoretical_spacing_mm", theoretical_spacing_mm)
answer("measured_spacing_mm", measured_spacing_mm)
answer("smallest_slot_mm", smallest_slot_mm)
answer("spot_diameter_mm", spot_diameter_mm)
answer("resolution_conform", resolution_conform)

# %% [markdown]
# ## 4. Précision (5 points)
#
# Le mot est ambigu en français : l’ISO 5725 distingue la **fidélité** (accord des répétitions entre elles), la
# **justesse** (accord de leur moyenne avec la référence) et l’**exactitude** (les deux ensemble). Vous donnez les
# trois.
#
# **Conventions.** La longueur d’une barre est la distance entre les centres de ses deux sphères, ajustées par
# moindres carrés géométriques dans chaque scan de `repeatability.e57`, rayon **imposé** (celui de `targets.csv`),
# points étrangers exclus (fond et pixels mixtes entourent les sphères ; écartez ce qui s’éloigne de plus de 4 σ de la
# sphère ajustée). Pour n scans : s est l’écart-type (diviseur n − 1), b la moyenne moins la longueur étalonnée, RMSE
# la racine de la moyenne des carrés des erreurs. L’incertitude élargie du biais est U = k·√(s²/n + (U_étalon/k)²),
# avec k = `coverage_factor` et U_étalon = `length_calibration_uncertainty_mm`.
#
# Dans `lengths.csv`, chaque longueur a été mesurée plusieurs fois (`serie` numérote les répétitions) ; les lignes « à
# rejeter » sont exclues. La répétabilité du télémètre est l’écart-type des répétitions **d’une même longueur**, √(Σ(x
# − moyenne de la longueur)²/Σ(nᵢ − 1)), toutes longueurs mises en commun. L’erreur d’échelle est la pente de la
# droite des moindres carrés des erreurs (mesure − référence) en fonction de la longueur, en ppm.
#
# **Décision.** Barre : conforme si |b| ≤ EMT − U, non conforme si |b| > EMT + U, sinon non concluant (ISO 14253-1 ;
# EMT = `length_mpe_mm`). Échelle : |échelle| ≤ `scale_limit_ppm`. Si l’échelle dépasse sa limite la décision est
# « non conforme » ; sinon c’est celle de la barre.
#
# **À faire**, pour la barre que désigne `bar`
#
# - `bar_repeatability_mm`, `bar_bias_mm`, `bar_rmse_mm`, `bar_expanded_uncertainty_mm`
# - `length_repeatability_mm`, `scale_ppm`
# - `precision_decision` : `"conforme"`, `"non conforme"` ou `"non concluant"`.
#
# | Barème | s | b | RMSE | U | Répétabilité | Échelle | Décision |
# |---|---|---|---|---|---|---|---|
# | sur 8 | 1 | 1,5 | 1 | 1 | 1 | 1 | 1,5 |

# %% solution="precision"
bar_repeatability_mm = None
bar_bias_mm = None
bar_rmse_mm = None
bar_expanded_uncertainty_mm = None
length_repeatability_mm = None
scale_ppm = None
precision_decision = None  # "conforme", "non conforme" ou "non concluant"
### BEGIN SOLUTION


def sphere_centre(points_m, sphere):
    """Return the centre of a sphere of known radius by geometric least squares."""

    def misfit(centre, points):
        return np.linalg.norm(points - centre, axis=1) - sphere["radius_m"]

    # A robust loss first, so that what stands behind the sphere can be told from it; then all its own points.
    near = points_m[np.linalg.norm(points_m - position_of(sphere), axis=1) < 0.10]
    found = least_squares(misfit, position_of(sphere), loss="soft_l1", f_scale=0.002, args=(near,)).x
    return least_squares(misfit, found, args=(near[np.abs(misfit(found, near)) < 0.010],)).x


bars = {row["bar"]: row for row in read_table("sphere_bars.csv")}
bar = bars[specification["bar"]]
repeats = read_point_cloud(case.path("repeatability.e57"))
bar_lengths_mm = []
for scan in range(len(repeats.stations)):
    scan_points = repeats.points_m[repeats.scan_index == scan]
    first, second = (sphere_centre(scan_points, targets[bar[end]]) for end in ("sphere_1", "sphere_2"))
    bar_lengths_mm.append(1000 * np.linalg.norm(second - first))

errors_mm = np.array(bar_lengths_mm) - bar["calibrated_mm"]
repeat_count = len(errors_mm)
coverage_factor = specification["coverage_factor"]
bar_repeatability_mm = np.std(errors_mm, ddof=1)
bar_bias_mm = np.mean(errors_mm)
bar_rmse_mm = np.sqrt(np.mean(errors_mm**2))
calibration_mm = specification["length_calibration_uncertainty_mm"] / coverage_factor
bar_expanded_uncertainty_mm = coverage_factor * np.hypot(bar_repeatability_mm / np.sqrt(repeat_count), calibration_mm)

observations = [row for row in read_table("lengths.csv", ";", ",") if "rejeter" not in str(row["remarque"])]
references_mm = np.array([row["reference_mm"] for row in observations])
length_errors_mm = np.array([row["measured_mm"] for row in observations]) - references_mm
scale_ppm = 1e6 * np.polyfit(references_mm, length_errors_mm, 1)[0]
repeated = [length_errors_mm[references_mm == length] for length in np.unique(references_mm)]
squares_mm2 = sum(np.sum((errors - errors.mean()) ** 2) for errors in repeated)
length_repeatability_mm = np.sqrt(squares_mm2 / sum(len(errors) - 1 for errors in repeated))

limit_mm = specification["length_mpe_mm"]
if abs(scale_ppm) > specification["scale_limit_ppm"] or abs(bar_bias_mm) > limit_mm + bar_expanded_uncertainty_mm:
    precision_decision = "non conforme"
elif abs(bar_bias_mm) <= limit_mm - bar_expanded_uncertainty_mm:
    precision_decision = "conforme"
else:
    precision_decision = "non concluant"
### END SOLUTION

# %% solution="bar" figure="bar-lengths"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(8, 4))
axes.plot(range(1, repeat_count + 1), errors_mm, "o", label="scans")
axes.axhline(bar_bias_mm, color="tab:blue", label=f"biais {comma(bar_bias_mm)} mm ± U")
low_mm, high_mm = bar_bias_mm - bar_expanded_uncertainty_mm, bar_bias_mm + bar_expanded_uncertainty_mm
axes.axhspan(low_mm, high_mm, color="tab:blue", alpha=0.15)
for sign in (-1, 1):
    axes.axhline(sign * limit_mm, color="tab:red", linestyle="--", label="EMT" if sign > 0 else None)
axes.set(title=f"Barre {specification['bar']}", xlabel="scan", ylabel="mesure − étalon (mm)")
axes.legend()
plt.show()
### END SOLUTION

# %% criterion="C2.1.2.precision"
answer("bar_repeatability_mm", bar_repeatability_mm)
answer("bar_bias_mm", bar_bias_mm)
answer("bar_rmse_mm", bar_rmse_mm)
answer("bar_expanded_uncertainty_mm", bar_expanded_uncertainty_mm)
answer("length_repeatability_mm", length_repeatability_mm)
answer("scale_ppm", scale_ppm)
answer("precision_decision", precision_decision)

# %% [markdown]
# ## 5. Couleur (5 points)
#
# **Conventions.** Couleur d’une plage : moyenne des composantes R, V, B (sRGB, 0 à 255) des points compris dans ses
# bornes, points sans couleur (0, 0, 0) exclus. Conversion en L\*a\*b\* sous l’illuminant **D65**, observateur 2°.
# Écart à la référence certifiée : **CIEDE2000**. Statistiques sur les 24 plages : moyenne, 95e centile (interpolation
# linéaire, celle de `numpy.percentile`), maximum. Rapport signal sur bruit de la plage `grey_patch` :
# 20·log₁₀(moyenne/écart-type) des niveaux de gris (R + V + B)/3 de ses points, écart-type de diviseur n − 1.
#
# **À faire**
#
# - `delta_e_mean`, `delta_e_p95`, `delta_e_maximum`, `grey_snr_db`
# - `colour_conform` : `True` si les trois écarts ne dépassent pas leurs limites **et** si le rapport signal sur bruit
#   atteint la sienne.
#
# | Barème | Moyenne | 95e centile | Maximum | Signal sur bruit | Verdict |
# |---|---|---|---|---|---|
# | sur 5,5 | 1 | 1 | 1 | 1 | 1,5 |

# %% solution="colour"
delta_e_mean = None
delta_e_p95 = None
delta_e_maximum = None
grey_snr_db = None
colour_conform = None  # True ou False
### BEGIN SOLUTION
chart = read_point_cloud(case.path("chart.ply"))
patches = read_table("chart_reference.csv")
coloured = chart.colours.any(axis=1)
measured_lab, grey_levels = [], None
for patch in patches:
    x, y = chart.points_m[:, 0], chart.points_m[:, 1]
    inside = (x >= patch["x_min_m"]) & (x <= patch["x_max_m"]) & (y >= patch["y_min_m"]) & (y <= patch["y_max_m"])
    colours = chart.colours[inside & coloured].astype(float)
    measured_lab.append(rgb2lab(colours.mean(axis=0) / 255, illuminant="D65", observer="2"))
    if patch["patch"] == specification["grey_patch"]:
        grey_levels = colours.mean(axis=1)

measured_lab = np.array(measured_lab)
reference_lab = np.array([[patch[f"{axis}_D65"] for axis in ("L", "a", "b")] for patch in patches])
differences = deltaE_ciede2000(reference_lab, measured_lab)
delta_e_mean, delta_e_p95, delta_e_maximum = differences.mean(), np.percentile(differences, 95), differences.max()
grey_snr_db = 20 * np.log10(grey_levels.mean() / grey_levels.std(ddof=1))
colour_conform = bool(
    delta_e_mean <= specification["delta_e_mean_limit"]
    and delta_e_p95 <= specification["delta_e_p95_limit"]
    and delta_e_maximum <= specification["delta_e_maximum_limit"]
    and grey_snr_db >= specification["grey_snr_limit_db"]
)
### END SOLUTION

# %% solution="chart" figure="chart-differences"
### BEGIN SOLUTION
figure, axes = plt.subplots(figsize=(9, 6))
for patch, lab, difference in zip(patches, measured_lab, differences, strict=True):
    column, row = patch["column"], patch["row"]
    for offset, colour in ((0, lab), (0.45, reference_lab[patches.index(patch)])):
        shade = np.clip(lab2rgb(colour), 0, 1)
        axes.add_patch(plt.Rectangle((column + offset, -row), 0.45, 0.9, color=shade))
    ink = "black" if lab[0] > 55 else "white"
    axes.text(column + 0.45, -row + 0.45, comma(difference, 1), ha="center", va="center", color=ink, fontsize=11)
axes.set(title="Charte : à gauche la mesure, à droite la référence, écart CIEDE2000 inscrit", aspect="equal")
axes.autoscale_view()
axes.axis("off")
plt.show()
### END SOLUTION

# %% criterion="C2.1.2.colour"
answer("delta_e_mean", delta_e_mean)
answer("delta_e_p95", delta_e_p95)
answer("delta_e_maximum", delta_e_maximum)
answer("grey_snr_db", grey_snr_db)
answer("colour_conform", colour_conform)

# %% [markdown]
# ## Avant de rendre
#
# Relancez le carnet depuis le début (menu *Noyau*, *Redémarrer le noyau et exécuter toutes les cellules*) et vérifiez
# que chaque cellule de remise annonce ses réponses comme enregistrées. Enregistrez le carnet.
#
# Ensuite, pour être noté, remettez le dossier de l’étude de cas ; dans un examen blanc, « Rendre l’examen », en haut
# de la fenêtre, rend tous les carnets ; à l’entraînement, il n’y a rien à remettre.
