# /// expected
# summary = "Le coût des leviers est leur budget"
# [criteria."C2.2.3.key-figures"]
# fraction = [0.96, 0.97]
# misconception = "budget-for-cost"
# message = "budget"
# ///
# %% amend="figures"
for row in key_figures:
    if row["key"] == "cout_leviers":
        row["value"] = specification["lever_budget_eur"] / (1000 if row["unit"] == "k€" else 1)
