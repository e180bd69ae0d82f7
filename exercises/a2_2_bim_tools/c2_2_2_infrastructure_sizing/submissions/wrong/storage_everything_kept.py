# /// expected
# summary = "Toutes les années de l’horizon conservées"
# [criteria."C2.2.2.sizing"]
# fraction = 0.925
# misconception = "retention-ignored"
# message = "conservée"
# ///
# %% amend="storage"
ratio = sum(produced_tb * growth**year for year in range(specification["storage_years"])) / kept_tb
kept_tb, with_snapshots_tb, provisioned_tb = kept_tb * ratio, with_snapshots_tb * ratio, provisioned_tb * ratio
provisioned_tib, local_backup_tb, remote_backup_tb = (
    provisioned_tib * ratio,
    local_backup_tb * ratio,
    remote_backup_tb * ratio,
)
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
