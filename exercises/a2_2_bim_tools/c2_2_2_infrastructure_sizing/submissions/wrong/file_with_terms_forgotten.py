# /// expected
# summary = "Un dossier où manquent croissance, instantanés et parité, et qui confond Mio et Mo"
# [criteria."C2.2.2.sizing"]
# fraction = [0.4, 0.85]
# ///
# %% amend="uses"
sizes = {"Mo": 1e6, "Go": 1e9, "Mio": 1e6}
daily_volume_gb = sum(line["taille"] * sizes[line["unite"]] for line in journal if line["etat"] == "reçu") / DAYS / 1e9
# %% amend="servers"
conversion_wait_min /= 60
# %% amend="storage"
kept_tb = produced_tb * specification["kept_years"]
provisioned_tb = kept_tb / (specification["maximum_fill_percent"] / 100)
provisioned_tib = provisioned_tb * 1e12 / 2**40
local_backup_tb, remote_backup_tb = (
    backup_tb(place) * (1 + change * specification["snapshot_days"]) for place in ("local", "remote")
)
arrays = []
for offer in disks_on_offer:
    for_capacity, for_iops, _ = disks_of(offer, array_level)
    for_capacity = ceil(provisioned_tb / offer["capacite_to"])
    arrays.append(
        {
            "model": offer["modele"],
            "disks_for_capacity": for_capacity,
            "disks_for_iops": for_iops,
            "disks": max(for_capacity, for_iops),
            "total_cost_eur": total_cost_eur(offer, max(for_capacity, for_iops)),
        }
    )
array_model = min(arrays, key=lambda row: row["total_cost_eur"])["model"]
# %% amend="budget"
footprint_kgco2e = use_kg + made_kg * specification["lifetime_years"] / years
