# /// expected
# summary = "L’élément régénéré est donné comme supprimé et ajouté"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "regenerated-as-two"
# ///
# %% amend="issues"
issue_changes = [row for row in issue_changes if row["change"] != "régénéré"]
issue_changes += [{"global_id": key, "change": "supprimé"} for key in renewed]
issue_changes += [{"global_id": key, "change": "ajouté"} for key in renewed.values()]
