# /// expected
# summary = "La même donnée codée de deux façons"
# [criteria."C4.3.1.practices"]
# fraction = [0.9, 0.98]
# message = "plusieurs fois"
# ///
# %% amend="coding"
coded_practices += [
    {**row, "value": "jamais" if row["value"] != "jamais" else "pose"}
    for row in coded_practices
    if row["code"] == "feu"
]
