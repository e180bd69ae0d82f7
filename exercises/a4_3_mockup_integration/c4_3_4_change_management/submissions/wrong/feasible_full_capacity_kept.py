# /// expected
# summary = "Les reports sont calculés pour la capacité habituelle"
# [criteria."C4.3.4.feasible"]
# fraction = [0.8, 0.84]
# misconception = "full-capacity-kept"
# ///
# %% amend="postponed"
kept = {0.0: ()}
for rank, month in enumerate(reversed(months), start=1):
    for change in hours_of:
        if month_of[change] == month:
            kept = {total + hours_of[change]: (*held, change) for total, held in kept.items()} | kept
    kept = {total: held for total, held in kept.items() if total <= rank * capacity_h}
postponed = [{"change": change} for change in hours_of if change not in kept[max(kept)]]
postponed_h = sum(hours_of[row["change"]] for row in postponed)
