# /// expected
# summary = "Terme proportionnel à la distance oublié"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.2, 0.99]
# misconception = "distance-ignored"
# message = "par_metre"
# [criteria."C2.1.1.technologies"]
# fraction = [0.2, 1.0]
# [criteria."C2.1.1.informed"]
# fraction = [0.7, 1.0]
# ///
# %% amend="sorting"
for device in catalogue:
    level = cards[device]["exactitude"]["niveau"]
    quantities[device]["exactitude"] = cards[device]["exactitude"]["valeur"] / (1 if level == "1 sigma" else 2)

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
