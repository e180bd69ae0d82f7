# /// expected
# summary = "Pénalité d’écriture oubliée"
# [criteria."C2.2.2.sizing"]
# fraction = [0.9, 0.98]
# misconception = "write-penalty-forgotten"
# message = "écriture"
# ///
# %% amend="storage"
PENALTY = dict.fromkeys(PENALTY, 1)
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
