# /// expected
# summary = "La valeur planifiée jusqu’à la fin du projet, les avoirs oubliés"
# [criteria."C2.3.2.costs"]
# fraction = [0.78, 0.92]
# misconception = "planned-to-the-end"
# message = "date d’état"
# ///
# %% amend="values"
actual_eur = spent_on(row for row in once if row["montant_eur"] > 0)
lots, months = lots_of(planned_eur, earned_eur, actual_eur), months_of(planned_eur, earned_eur, actual_eur)
for row in lots:
    row["planned_eur"] = sum(planned_eur[row["lot"], each["mois"]] for each in planned)
