# /// expected
# summary = "Un RAID 10, dimensionné comme tel"
# [criteria."C2.2.2.sizing"]
# fraction = [0.95, 0.98]
# misconception = "raid10-two-losses"
# message = "paire"
# ///
# %% amend="storage"
array_level = "RAID10"
arrays = []
for offer in disks_on_offer:
    for_capacity, for_iops, count = disks_of(offer, array_level)
    arrays.append(
        {
            "model": offer["modele"],
            "disks_for_capacity": for_capacity,
            "disks_for_iops": for_iops,
            "disks": count,
            "total_cost_eur": total_cost_eur(offer, count),
        }
    )
array_model = min(arrays, key=lambda row: row["total_cost_eur"])["model"]
