# /// expected
# summary = "Mêmes méthodes, valeurs arrondies et noms écrits comme dans un rapport"
# ///
# %% amend="plan"
station_plan = tuple(
    {"position": f" {row['position'].lower()}", "resolution": row["resolution"].capitalize()} for row in station_plan
)
# %% solution="plan-figures"
outcome = planner.evaluate(plan)
coverage_percent, minutes, farthest_links = (
    round(outcome.coverage_percent),
    round(outcome.minutes),
    outcome.farthest_links,
)
thresholds = np.arange(0, 100, 0.1)
groups = []
for threshold in thresholds:
    reached = np.arange(len(plan)) == 0
    for _ in plan:
        reached = reached | (outcome.overlap_percent >= threshold)[reached].any(axis=0)
    groups.append(reached.all())
critical_overlap_percent = round(float(thresholds[groups].max()), 1)
chain_error_mm = round(specification["link_error_mm"] * farthest_links**0.5, 1)
# %% amend="target"
wrong_target = f" {wrong_target.lower()} "
# %% solution="registration"
registration = []
for station, seen in observed.items():
    ties = [name for name in seen if not is_check[name]]
    sound = [name for name in ties if name.lower() != wrong_target.strip()]
    checks = [name for name in seen if is_check[name]]
    row = {
        "rmse_all_mm": rmse_mm(errors_mm(seen, ties, ties)),
        "rmse_tie_mm": rmse_mm(errors_mm(seen, sound, sound)),
        "rmse_check_mm": rmse_mm(errors_mm(seen, sound, checks)),
    }
    row = {key: round(float(value), 1) for key, value in row.items()}
    good = (
        row["rmse_tie_mm"] <= specification["tie_rmse_limit_mm"]
        and row["rmse_check_mm"] <= specification["check_rmse_limit_mm"]
    )
    registration.append(row | {"station": station.lower(), "verdict": "conforme" if good else "non conforme"})
check_rmse_mm = max(row["rmse_check_mm"] for row in registration)
# %% solution="volumes"
scan_points = sum(resolutions[resolution]["points"] for _, resolution in plan)
images_gb = len(plan) * specification["images_per_station"] * specification["megabytes_per_image"] / 1000
raw_volume_gb = round(scan_points * specification["bytes_per_point"] / 1e9 + images_gb, 1)
yearly_gb = raw_volume_gb * (1 + specification["derived_percent"] / 100) * specification["sites_per_year"]
storage_tb = 0
for _ in range(specification["years"]):
    storage_tb += yearly_gb / 1000
    yearly_gb *= 1 + specification["growth_percent"] / 100
storage_tb = round(storage_tb, 1)


def usable(offer):
    data_disks = {"RAID5": offer["disques"] - 1, "RAID6": offer["disques"] - 2, "RAID10": offer["disques"] / 2}
    return data_disks[offer["redondance"]] * offer["disque_to"] * specification["maximum_fill_percent"] / 100


def survives_two_losses(offer):
    return offer["redondance"] == "RAID6"


def transfer(offer):
    megabits_per_s = offer["montant_mbps"] * specification["link_efficiency_percent"] / 100
    return raw_volume_gb * 8000 / megabits_per_s / 3600


def processing(offer):
    return scan_points / 1e6 / offer["millions_points_par_min"] / 60


def link_cost(offer):
    return offer["mise_en_service_eur"] + specification["link_months"] * offer["mensuel_eur"]


# %% amend="hardware"
usable_tb, transfer_h, processing_h = round(usable_tb, 1), round(transfer_h, 1), round(processing_h, 1)
storage_offer, link_offer = f" {storage_offer.lower()}", f"{link_offer.lower()} "
