# /// expected
# summary = "Un seul frein inscrit par action"
# [criteria."C2.3.1.change"]
# fraction = [0.75, 0.98]
# misconception = "one-hindrance-each"
# message = "justifie ses jours"
# ///
# %% amend="change"
treatments = list({row["action"]: row for row in reversed(treatments)}.values())
