# /// expected
# summary = "Dépensé contre planifié, seuils échangés, le lot le plus dépensier, tous les mois comptés"
# [criteria."C2.3.2.costs"]
# fraction = [0.85, 0.97]
# misconception = "spending-gap"
# sometimes = ["largest-lot", "late-for-dear"]
# message = "planifiée"
# ///
# %% amend="indices"
cost_variance_eur = whole["planned_eur"] - whole["actual_eur"]
swapped = {"alerte": "vigilance", "vigilance": "alerte", "conforme": "conforme"}
alerts = [row | {"alert": swapped[row["alert"]]} for row in alerts]
dear_extra_eur = sum(actual_eur[dear_lot, month] - earned_eur[dear_lot, month] for month in elapsed)
dear_lot = max(lots, key=lambda row: row["actual_eur"])["lot"]
