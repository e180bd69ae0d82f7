# /// expected
# summary = "Un dossier bâclé : achat seul, dernière année seule, ni remplissage ni unités binaires, RAID 5"
# [criteria."C2.2.2.sizing"]
# fraction = [0.2, 0.75]
# ///
# %% amend="uses"
for row in licences:
    row["refused_percent"] /= 100
# %% amend="servers"
conversion_servers = ceil(conversion_load)
conversion_wait_min = mean_wait_min(conversion_load, busy_converters) / 60
for row, offer in zip(servers, servers_on_offer, strict=True):
    row["total_cost_eur"] = row["servers"] * offer["prix_eur"]
server_model = min(servers, key=lambda row: row["total_cost_eur"])["model"]
# %% amend="storage"
last_year_tb = produced_tb * growth ** (specification["storage_years"] - 1)
kept_tb = last_year_tb
provisioned_tb = last_year_tb * (1 + change * specification["snapshot_days"])
provisioned_tib = provisioned_tb
local_backup_tb = (
    kept_tb * (specification["local_fulls"] + specification["local_increments"]) / specification["reduction"]
)
remote_backup_tb = (
    kept_tb * (specification["remote_fulls"] + specification["remote_increments"]) / specification["reduction"]
)
array_level = "RAID5"
arrays = []
for offer in disks_on_offer:
    for_capacity, for_iops, _ = disks_of(offer, array_level)
    arrays.append(
        {
            "model": offer["modele"],
            "disks_for_capacity": for_capacity,
            "disks_for_iops": for_iops,
            "disks": for_capacity,
            "total_cost_eur": total_cost_eur(offer, for_capacity),
        }
    )
array_model = min(arrays, key=lambda row: row["total_cost_eur"])["model"]
# %% amend="budget"
yearly_kwh /= specification["pue"]
use_kg = yearly_kwh * specification["emission_gco2e_per_kwh"] / 1000
footprint_kgco2e = use_kg + made_kg
