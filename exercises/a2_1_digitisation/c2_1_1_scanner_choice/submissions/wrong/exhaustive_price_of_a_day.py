# /// expected
# summary = "Prix d’une journée pris pour le coût de la mission"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.3, 0.95]
# misconception = "day-for-mission"
# message = "journée"
# [criteria."C2.1.1.technologies"]
# fraction = [0.6, 1.0]
# [criteria."C2.1.1.informed"]
# fraction = [0.7, 1.0]
# ///
# %% amend="sorting"
for device in catalogue:
    quantities[device]["cout"] /= specification["rental_days"]

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
