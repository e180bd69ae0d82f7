# /// expected
# summary = "Le moins cher des stockages assez grands, quelle que soit sa redondance"
# [criteria."C2.1.3.support"]
# fraction = 0.857143
# misconception = "two-losses"
# message = "RAID6"
# ///
# %% amend="volumes"


def survives_two_losses(offer):
    return offer["redondance"] == "RAID5"
