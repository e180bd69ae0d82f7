# /// expected
# summary = "Un seul levier, le mieux classé"
# [criteria."C2.2.1.levers"]
# fraction = [0.8, 0.85]
# message = "meilleur programme"
# ///
# %% amend="levers"
programme = [{"lever": max(priority, key=priority.get)}]
