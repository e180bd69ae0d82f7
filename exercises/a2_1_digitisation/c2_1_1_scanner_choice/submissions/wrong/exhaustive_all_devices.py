# /// expected
# summary = "Tous les appareils du catalogue dans la matrice et au classement"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.6, 0.75]
# misconception = "eliminated-in-matrix"
# message = "ne se compense pas"
# [criteria."C2.1.1.informed"]
# fraction = [0.8, 1.0]
# ///
# %% amend="sorting"
kept = list(catalogue)
# %% amend="families"
kept = [device for device in catalogue if not reasons[device]]
for row in families:
    members = [device for device in kept if family_of[device] == row["family"]]
    everybody = [device for device in catalogue if family_of[device] == row["family"]]
    numbered = [device for device in everybody if set(reasons[device]) & set(MEASURED)]
    row["device"] = max(members or numbered, key=lambda device: int(catalogue[device]["annee"]))
    row["status"] = "retenue" if members else "écartée"
    row["requirement"] = "EX-01" if members else next(r for r in reasons[row["device"]] if r in MEASURED)
    row["value"] = quantities[row["device"]][MEASURED[row["requirement"]]]
kept = list(catalogue)
