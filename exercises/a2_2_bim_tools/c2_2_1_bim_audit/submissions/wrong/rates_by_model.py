# /// expected
# summary = "La moyenne des taux des trois maquettes"
# [criteria."C2.2.1.levers"]
# fraction = [0.94, 0.999]
# misconception = "mean-of-models"
# message = "réunit leurs éléments"
# ///
# %% amend="levers"
for row in finding_rates:
    code = row["finding"][2:]
    if row["finding"].startswith("M-") and code != PROHIBITED:
        found = [outcomes[name][code] for name in MODELS if outcomes[name][code].applicable]
        row["rate"] = sum(len(each.failed) / each.applicable for each in found) / len(found)
