# /// expected
# summary = "Volumes calculés, aucune offre choisie"
# [criteria."C2.1.3.support"]
# fraction = 0.285714
# ///
# %% solution="hardware"
storage_offer = usable_tb = link_offer = transfer_h = None
workstation_offer = processing_h = total_cost_eur = hardware_conform = None
