# /// expected
# summary = "Prix TTC et HT mêlés"
# [criteria."C2.1.1.exhaustive"]
# fraction = [0.5, 0.99]
# misconception = "tax-included"
# message = "TTC"
# [criteria."C2.1.1.technologies"]
# fraction = [0.6, 1.0]
# [criteria."C2.1.1.informed"]
# fraction = [0.7, 1.0]
# ///
# %% amend="sorting"
for device, row in catalogue.items():
    quantities[device]["cout"] = float(row["location_jour"].replace(",", ".")) * specification["rental_days"]

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
