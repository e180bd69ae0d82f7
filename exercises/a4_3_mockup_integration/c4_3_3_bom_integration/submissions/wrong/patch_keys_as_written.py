# /// expected
# summary = "Enregistrements rapprochés par le numéro tel qu’il est écrit"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.92, 0.96]
# misconception = "keys-not-folded"
# ///
# %% amend="patch"
def in_force(side):
    return {row["article"]: row for row in side if row["etat"] != "obsolète"}
