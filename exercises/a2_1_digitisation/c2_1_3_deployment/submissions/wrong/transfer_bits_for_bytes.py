# /// expected
# summary = "Octets transmis comme des bits"
# [criteria."C2.1.3.support"]
# fraction = [0.7, 0.91]
# misconception = "transfer-bits-for-bytes"
# message = "octets"
# ///
# %% amend="volumes"


def transfer(offer):
    bits_per_s = 1e6 * offer["montant_mbps"] * specification["link_efficiency_percent"] / 100
    return 1e9 * raw_volume_gb / bits_per_s / 3600
