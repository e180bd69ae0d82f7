# /// expected
# summary = "Taux de remplissage oublié"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.91]
# misconception = "fill-forgotten"
# message = "remplissage"
# ///
# %% amend="volumes"


def usable(offer):
    useful = {"RAID5": offer["disques"] - 1, "RAID6": offer["disques"] - 2, "RAID10": offer["disques"] / 2}
    return useful[offer["redondance"]] * offer["disque_to"]
