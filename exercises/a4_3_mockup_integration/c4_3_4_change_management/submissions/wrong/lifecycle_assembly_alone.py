# /// expected
# summary = "D’un assemblage ajouté ou supprimé, les parties sont tues"
# [criteria."C4.3.4.lifecycle"]
# fraction = [0.9, 0.98]
# misconception = "assembly-alone"
# ///
# %% amend="issues"
whole = {"ajouté": issue_b, "supprimé": issue_a}
issue_changes = [
    row
    for row in issue_changes
    if row["change"] not in whole or "/" not in whole[row["change"]][row["global_id"]]["tag"]
]
