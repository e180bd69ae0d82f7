# /// expected
# summary = "Exactitudes à 2 σ et à 95 % comparées telles quelles"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.2, 0.97]
# misconception = "two-sigma-kept"
# message = "1 σ"
# [criteria."C2.1.1.technologies"]
# fraction = [0.2, 1.0]
# [criteria."C2.1.1.informed"]
# fraction = [0.7, 1.0]
# ///
# %% amend="sorting"
for device in catalogue:
    if cards[device]["exactitude"]["niveau"] != "1 sigma":
        quantities[device]["exactitude"] *= 2

reasons = {device: broken(device) for device in catalogue}
kept = [device for device in catalogue if not reasons[device]]
verdicts = [
    {
        "device": device,
        "verdict": "éliminé" if reasons[device] else "retenu",
        "requirement": reasons[device][0] if reasons[device] else "",
    }
    for device in catalogue
]
