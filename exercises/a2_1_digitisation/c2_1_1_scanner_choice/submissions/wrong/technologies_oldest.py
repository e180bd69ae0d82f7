# /// expected
# summary = "L’appareil le plus ancien pour représenter chaque famille"
# [criteria."C2.1.1.technologies"]
# fraction = [0.6, 0.98]
# misconception = "representative-not-latest"
# message = "plus récent"
# ///
# %% amend="families"
for row in families:
    members = [device for device in catalogue if family_of[device] == row["family"]]
    admitted = [device for device in members if device in kept]
    numbered = [device for device in members if set(reasons[device]) & set(MEASURED)]
    row["device"] = min(admitted or numbered, key=lambda device: int(catalogue[device]["annee"]))
    row["requirement"] = "EX-01" if admitted else next(r for r in reasons[row["device"]] if r in MEASURED)
    row["value"] = quantities[row["device"]][MEASURED[row["requirement"]]]
