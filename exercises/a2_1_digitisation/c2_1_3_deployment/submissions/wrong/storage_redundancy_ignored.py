# /// expected
# summary = "Tous les disques comptés comme utiles"
# [criteria."C2.1.3.support"]
# fraction = [0.75, 0.91]
# misconception = "redundancy-forgotten"
# message = "redondance"
# ///
# %% amend="volumes"


def usable(offer):
    return offer["disques"] * offer["disque_to"] * specification["maximum_fill_percent"] / 100
