# /// expected
# summary = "Le plus puissant de chaque liste, dit conforme malgré le budget"
# [criteria."C2.1.3.support"]
# fraction = 0.809524
# misconception = "budget-ignored"
# message = "budget"
# ///
# %% amend="hardware"
storage = max((offer for offer in storages if survives_two_losses(offer)), key=usable)
link, workstation = min(links, key=transfer), min(workstations, key=processing)
storage_offer, usable_tb = storage["offre"], usable(storage)
link_offer, transfer_h = link["offre"], transfer(link)
workstation_offer, processing_h = workstation["offre"], processing(workstation)
total_cost_eur = price(storage) + link_cost(link) + price(workstation)
hardware_conform = True
