# /// expected
# summary = "Toutes les captures que le scanner accepte, pour choisir ensuite : le budget est dépassé"
# [criteria."C2.1.2.resolution"]
# fraction = [0.8, 0.9]
# misconception = "over-budget"
# message = "budget"
# ///
# %% amend="acquisition"
acquisition_plan = [
    {"resolution": row["resolution"], "quality": row["quality"], "station": row["station"]}
    for row in acquisitions
    if row["file"]
]
