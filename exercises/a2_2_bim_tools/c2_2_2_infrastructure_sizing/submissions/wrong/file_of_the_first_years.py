# /// expected
# summary = "Les premières années conservées, et l’usage oublié dans l’empreinte"
# [criteria."C2.2.2.sizing"]
# fraction = [0.7, 0.9]
# misconception = "first-years-kept"
# message = "dernières"
# ///
# %% amend="storage"
ratio = sum(produced_tb * growth**year for year in range(specification["kept_years"])) / kept_tb
kept_tb, provisioned_tb, provisioned_tib = kept_tb * ratio, provisioned_tb * ratio, provisioned_tib * ratio
local_backup_tb, remote_backup_tb = local_backup_tb * ratio, remote_backup_tb * ratio
# %% amend="budget"
footprint_kgco2e = made_kg
