# /// expected
# summary = "Photogrammétrie et SLAM écartés sur leur réputation, sur un appareil éliminé"
# [criteria."C2.1.1.technologies"]
# fraction = [0.3, 0.92]
# misconception = "representative-eliminated"
# message = "en lice"
# ///
# %% amend="families"
for row in families:
    out = [device for device in catalogue if family_of[device] == row["family"] and device not in kept]
    numbered = [device for device in out if set(reasons[device]) & set(MEASURED)]
    if row["family"] in ("photogrammetrie", "mobile"):
        row["device"] = max(numbered, key=lambda device: int(catalogue[device]["annee"]))
        row["status"] = "écartée"
        row["requirement"] = next(each for each in reasons[row["device"]] if each in MEASURED)
        row["value"] = quantities[row["device"]][MEASURED[row["requirement"]]]
    if row["family"] == "lumiere_structuree":
        members = [device for device in catalogue if family_of[device] == row["family"]]
        row["device"] = next(device for device in catalogue if reasons[device] in (["EX-06"], ["EX-09"]))
