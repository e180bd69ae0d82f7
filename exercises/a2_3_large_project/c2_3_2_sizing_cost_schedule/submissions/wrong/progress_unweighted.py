# /// expected
# summary = "L’avancement moyen des tâches, sans leurs budgets"
# [criteria."C2.3.2.costs"]
# fraction = [0.81, 0.95]
# misconception = "progress-unweighted"
# message = "budget"
# ///
# %% amend="values"
for row in lots:
    own = [code for code, task in tasks.items() if task["lot"] == row["lot"] and task["budget_eur"]]
    row["earned_eur"] = (
        sum(tasks[code]["budget_eur"] for code in own) * sum(done[code] for code in own) / len(own) / 100
    )
