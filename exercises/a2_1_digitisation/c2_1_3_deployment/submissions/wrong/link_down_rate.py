# /// expected
# summary = "Débit descendant pris pour celui de la remise"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.91]
# misconception = "down-rate"
# message = "descendant"
# ///
# %% amend="volumes"


def transfer(offer):
    bits_per_s = 1e6 * offer["descendant_mbps"] * specification["link_efficiency_percent"] / 100
    return 8e9 * raw_volume_gb / bits_per_s / 3600
