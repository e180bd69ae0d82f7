# /// expected
# summary = "La semaine de cinq jours pour le tunnel, la marge totale prise pour la libre"
# [criteria."C2.3.2.gantt"]
# fraction = [0.54, 0.65]
# misconception = "five-day-week"
# message = "six"
# ///
# %% amend="network"
for task in tasks.values():
    if task["calendrier"] == "TUN":
        task["calendrier"] = "SUR"
worked["SUR"] = [day for day in worked["TUN"] if day.weekday() < 5]
early, late_spans, total, free = both_passes()
dates = [row | {"free_float_days": row["total_float_days"]} for row in rows_of(early, total, free)]
