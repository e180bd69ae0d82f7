# /// expected
# summary = "La prise d’effet est comparée à la clôture du dossier"
# [criteria."C4.3.4.compatible"]
# fraction = [0.8, 0.999]
# misconception = "closing-day"
# ///
# %% amend="journal"
closed_on = {row["modification"]: day(row["date"]) for row in journal if row["etat_arrivee"] == "dossier clos"}
premature_effects = [
    {"change": row["modification"], "days_early": (closed_on[row["modification"]] - day(row["effet_le"])).days}
    for row in changes
    if row["effet_le"] and day(row["effet_le"]) < closed_on[row["modification"]]
]
