# /// expected
# summary = "Aucune cible suspecte cherchée : toutes servent au recalage"
# [criteria."C2.1.3.coverage"]
# fraction = [0.75, 0.89]
# misconception = "wrong-target-kept"
# message = "écartez-la"
# ///
# %% amend="target"
wrong_target = "aucune"
