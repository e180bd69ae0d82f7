# /// expected
# summary = "Le changement de type est donné aussi comme une propriété"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.95, 0.99]
# misconception = "type-as-property"
# ///
# %% amend="issues"
issue_changes += [row | {"change": "propriété changée"} for row in issue_changes if row["change"] == "type changé"]
