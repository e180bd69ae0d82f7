# /// expected
# summary = "Le trou va de la fin au début, bornes des lignes comprises"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.97]
# misconception = "bounds-outside"
# ///
# %% amend="effectivities"
for row in effectivity_faults:
    row["first_day"] = (date.fromisoformat(row["first_day"]) - ONE_DAY).isoformat()
    row["last_day"] = (date.fromisoformat(row["last_day"]) + ONE_DAY).isoformat()
