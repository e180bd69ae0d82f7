# /// expected
# summary = "Assemblage fait, aucun plan de stations : rien à dimensionner non plus"
# [criteria."C2.1.3.coverage"]
# fraction = 0.333333
# [criteria."C2.1.3.support"]
# fraction = 0.0
# message = "sans plan de stations"
# ///
# %% solution="plan"
station_plan = None
# %% solution="plan-figures"
coverage_percent = minutes = critical_overlap_percent = farthest_links = chain_error_mm = None
# %% solution="volumes"
raw_volume_gb, storage_tb = 22.0, 28.0
# %% solution="hardware"
storage_offer = usable_tb = link_offer = transfer_h = None
workstation_offer = processing_h = total_cost_eur = hardware_conform = None
