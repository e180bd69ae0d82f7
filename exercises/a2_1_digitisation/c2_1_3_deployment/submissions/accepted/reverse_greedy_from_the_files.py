# /// expected
# summary = "Sans l’outil : géométrie des fichiers, tout pris puis retiré, rotation de scipy, ensembles énumérés"
# ///
# %% solution="plan"
points = read_table("points_a_relever.csv")
free = np.loadtxt(case.path("visibilite.csv"), delimiter=",", skiprows=1, usecols=range(1, len(positions) + 1)).T > 0
places = np.array([[row[axis] for axis in ("x_m", "y_m", "z_m")] for row in points])
normals = np.array([[row[axis] for axis in ("nx", "ny", "nz")] for row in points])
spacing_m = np.array([rooms[row["piece"]]["espacement_max_mm"] for row in points]) / 1000
centres = np.array([[row[axis] for axis in ("x_m", "y_m", "z_m")] for row in positions.values()])

ways = places - centres[:, None]
distance_m = np.linalg.norm(ways, axis=2)
incidence = np.degrees(np.arccos(np.clip((-ways * normals).sum(axis=2) / distance_m, -1, 1)))
elevation = np.degrees(np.arcsin(ways[:, :, 2] / distance_m))
visible = (
    free
    & (distance_m >= specification["range_minimum_m"])
    & (distance_m <= specification["range_maximum_m"])
    & (incidence <= specification["incidence_limit_deg"])
    & (elevation >= specification["lowest_elevation_deg"])
)
names, levels = list(positions), sorted(resolutions, key=lambda name: resolutions[name]["duree_min"])
seen_by = {}
for level in levels:
    step_m = distance_m * np.tan(resolutions[level]["pas_mrad"] / 1000)
    sharp = step_m / np.maximum(np.cos(np.radians(incidence)), 1e-9) <= spacing_m
    for name, flags in zip(names, visible & sharp, strict=True):
        seen_by[name, level] = flags
time_of = {
    (name, level): positions[name]["mise_en_station_min"] + resolutions[level]["duree_min"] for name, level in seen_by
}
stations = list(seen_by)
number = {station: index for index, station in enumerate(stations)}
seen_matrix = np.array([seen_by[station] for station in stations])
shared = seen_matrix.astype(np.float32) @ seen_matrix.astype(np.float32).T
smallest = np.minimum.outer(shared.diagonal(), shared.diagonal())
near = shared >= specification["overlap_percent"] / 100 * np.maximum(smallest, 1)
anchored = np.array([positions[name]["cibles_visibles"] >= specification["anchor_targets"] for name, _ in stations])
most_links = int((specification["chain_error_limit_mm"] / specification["link_error_mm"]) ** 2 + 1e-9)
codes, room = np.unique(point_rooms, return_inverse=True)
least = np.ceil(np.array([rooms[code]["couverture_min_pct"] for code in codes]) / 100 * np.bincount(room) - 1e-9)
least_in_all = np.ceil(specification["coverage_total_percent"] / 100 * len(room) - 1e-9)


def holds_together(plan):
    among = near[np.ix_(plan, plan)]
    reached = anchored[plan]
    for _ in range(most_links):
        reached = reached | among[reached].any(axis=0)
    group = np.arange(len(plan)) == 0
    for _ in plan:
        group = group | among[group].any(axis=0)
    return reached.all() and group.all()


def taken_away(station_weight, indifference):
    """Return what is left of all stations at the finest setting when the least useful go or are made quicker."""
    plan = [number[name, levels[-1]] for name in names if seen_by[name, levels[-1]].any()]
    price = np.array([time_of[station] / specification["minutes_limit"] for station in stations])
    price += station_weight / specification["station_limit"]
    counts = seen_matrix[plan].sum(axis=0)
    while True:
        spare = np.bincount(room, weights=counts > 0) - least
        spare_in_all = (counts > 0).sum() - least_in_all
        best = None
        for at in plan:
            alone = seen_matrix[at] & (counts == 1)
            name, level = stations[at]
            quicker = [number[name, each] for each in levels if time_of[name, each] < time_of[name, level]]
            for instead in ([], *([each] for each in quicker)):
                lost = alone & ~seen_matrix[instead].any(axis=0)
                if (np.bincount(room[lost], minlength=len(codes)) > spare).any() or lost.sum() > spare_in_all:
                    continue
                worth = (lost.sum() + indifference) / (price[at] - price[instead].sum())
                if best is None or worth < best[0]:
                    lighter = [each for each in plan if each != at] + instead
                    if holds_together(lighter):
                        best = worth, at, instead, lighter
        if best is None:
            return plan
        _, at, instead, plan = best
        counts = counts - seen_matrix[at] + seen_matrix[instead].sum(axis=0)


for weighting in ((4, 0.5), (6, 5), (8, 0.5), (16, 0.5), (6, 10)):
    plan = [stations[at] for at in taken_away(*weighting)]
    if (
        len(plan) <= specification["station_limit"]
        and sum(time_of[station] for station in plan) <= specification["minutes_limit"]
    ):
        break
station_plan = [{"resolution": level, "position": name} for name, level in plan]
# %% solution="plan-figures"
chosen = [number[station] for station in plan]
coverage_percent = 100 * seen_matrix[chosen].any(axis=0).mean()
minutes = sum(time_of[station] for station in plan)
ratios = (shared / np.maximum(smallest, 1))[np.ix_(chosen, chosen)]


def one_group(threshold):
    group = np.arange(len(chosen)) == 0
    for _ in chosen:
        group = group | (ratios >= threshold)[group].any(axis=0)
    return group.all()


# Every overlap is tried as a threshold, from the largest down.
critical_overlap_percent = 100 * next(each for each in np.unique(ratios)[::-1] if one_group(each))
steps = np.where(anchored[chosen], 0, 99)
for count in range(1, len(chosen)):
    reached = near[np.ix_(chosen, chosen)][steps < count].any(axis=0)
    steps = np.where(reached & (steps == 99), count, steps)
farthest_links = int(steps.max())
chain_error_mm = np.linalg.norm([specification["link_error_mm"]] * farthest_links)
# %% solution="target"
from scipy.spatial.transform import Rotation

known, role = {}, {}
for row in read_table("cibles.csv"):
    known[row["cible"]], role[row["cible"]] = np.array([row["x_m"], row["y_m"], row["z_m"]]), row["role"]
sightings = {}
for row in read_table("observations_cibles.csv"):
    sightings.setdefault(row["station"], {})[row["cible"]] = np.array([row["x_m"], row["y_m"], row["z_m"]])


def residuals_mm(seen, used, wanted):
    project, scanner = np.array([known[name] for name in used]), np.array([seen[name] for name in used])
    turn, _ = Rotation.align_vectors(project - project.mean(axis=0), scanner - scanner.mean(axis=0))
    placed = turn.apply(np.array([seen[name] for name in wanted]) - scanner.mean(axis=0)) + project.mean(axis=0)
    return 1000 * (np.array([known[name] for name in wanted]) - placed)


def squares(left_out):
    used = {
        station: [name for name in seen if role[name] == "calage" and name != left_out]
        for station, seen in sightings.items()
    }
    return sum((residuals_mm(seen, used[station], used[station]) ** 2).sum() for station, seen in sightings.items())


# The target without which all the registrations together close best.
wrong_target = min((name for name in known if role[name] == "calage"), key=squares)
# %% solution="registration"
registration = []
for station, seen in sightings.items():
    everything = [name for name in seen if role[name] == "calage"]
    without = [name for name in everything if name != wrong_target]
    checks = [name for name in seen if role[name] == "controle"]
    errors = [
        np.sqrt(np.mean(np.sum(residuals_mm(seen, used, wanted) ** 2, axis=1)))
        for used, wanted in ((everything, everything), (without, without), (without, checks))
    ]
    good = errors[1] <= specification["tie_rmse_limit_mm"] and errors[2] <= specification["check_rmse_limit_mm"]
    registration.append(
        dict(zip(("rmse_all_mm", "rmse_tie_mm", "rmse_check_mm"), errors, strict=True))
        | {"station": station, "verdict": "conforme" if good else "non conforme"}
    )
check_rmse_mm = max(row["rmse_check_mm"] for row in registration)
# %% solution="volumes"
megapoints = sum(resolutions[row["resolution"]]["points"] for row in station_plan) / 1e6
raw_volume_gb = megapoints * specification["bytes_per_point"] / 1000
raw_volume_gb += len(station_plan) * specification["images_per_station"] * specification["megabytes_per_image"] / 1000
growth, years = specification["growth_percent"] / 100, specification["years"]
# Sum of a geometric series.
storage_tb = (
    specification["sites_per_year"]
    * raw_volume_gb
    / 1000
    * (1 + specification["derived_percent"] / 100)
    * ((1 + growth) ** years - 1)
    / growth
)
# %% solution="hardware"
from itertools import product

whole = []
for storage, link, workstation in product(
    *(read_table(f"offres_{kind}.csv") for kind in ("stockage", "liaison", "poste"))
):
    if storage["redondance"] != "RAID6":
        continue
    holds = (storage["disques"] - 2) * storage["disque_to"] * specification["maximum_fill_percent"] / 100
    hours = raw_volume_gb * 8000 / (link["montant_mbps"] * specification["link_efficiency_percent"] / 100) / 3600
    work = megapoints / workstation["millions_points_par_min"] / 60
    cost = storage["prix_eur"] + workstation["prix_eur"]
    cost += link["mise_en_service_eur"] + specification["link_months"] * link["mensuel_eur"]
    if (
        holds >= storage_tb
        and hours <= specification["transfer_limit_h"]
        and work <= specification["processing_limit_h"]
    ):
        whole.append((cost, storage["offre"], link["offre"], workstation["offre"], holds, hours, work))
total_cost_eur, storage_offer, link_offer, workstation_offer, usable_tb, transfer_h, processing_h = min(whole)
hardware_conform = total_cost_eur <= specification["budget_eur"]
