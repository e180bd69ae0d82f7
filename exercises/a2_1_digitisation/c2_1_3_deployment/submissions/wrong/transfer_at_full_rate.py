# /// expected
# summary = "Rendement de la liaison oublié"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.91]
# misconception = "efficiency-forgotten"
# message = "rendement"
# ///
# %% amend="volumes"


def transfer(offer):
    return 8e9 * raw_volume_gb / (1e6 * offer["montant_mbps"]) / 3600
