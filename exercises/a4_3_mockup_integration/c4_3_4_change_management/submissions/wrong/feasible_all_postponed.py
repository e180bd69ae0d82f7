# /// expected
# summary = "Tout est reporté : rien ne reste, en effet"
# [criteria."C4.3.4.feasible"]
# fraction = [0.88, 0.91]
# misconception = "too-much-postponed"
# ///
# %% amend="postponed"
postponed = [{"change": change} for change in hours_of]
postponed_h = sum(hours_of.values())
