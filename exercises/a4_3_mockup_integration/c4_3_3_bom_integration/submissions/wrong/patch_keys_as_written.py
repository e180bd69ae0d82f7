# /// expected
# summary = "Enregistrements rapprochés par le numéro tel qu’il est écrit"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.6, 0.999]
# misconception = "keys-not-folded"
# ///
# %% amend="patch"
def in_force(side):
    return {row["article"]: row for row in side if row["etat"] != "obsolète"}
