# /// expected
# summary = "La valeur planifiée du dernier mois seul, les factures saisies deux fois"
# [criteria."C2.3.2.costs"]
# fraction = [0.75, 0.86]
# misconception = "planned-of-the-month"
# message = "cumulé"
# ///
# %% amend="values"
planned_eur = {key: value if key[1] == elapsed[-1] else 0 for key, value in planned_eur.items()}
lots = [
    row | {"planned_eur": planned_eur[row["lot"], elapsed[-1]]} for row in lots_of(planned_eur, earned_eur, actual_eur)
]
actual_eur = spent_on(ledger)
counted = {row["lot"]: row["actual_eur"] for row in lots_of(planned_eur, earned_eur, actual_eur)}
for row in lots:
    row["actual_eur"] = counted[row["lot"]]
