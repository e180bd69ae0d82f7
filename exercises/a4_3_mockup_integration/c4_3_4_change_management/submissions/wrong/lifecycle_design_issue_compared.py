# /// expected
# summary = "Toute révision posée autre que A est prise pour un écart"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "design-issue-compared"
# ///
# %% amend="service"
deviations = [row for row in deviations if row["deviation"] != "révision dépassée"] + [
    {"place": row["emplacement"], "deviation": "révision dépassée"} for row in mounted if row["revision"] != "A"
]
