# /// expected
# summary = "Toutes les exigences valent dès la conception"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.88, 0.97]
# message = "autre jalon"
# ///
# %% amend="needs"
for row in information_needs:
    row["milestone"] = "conception"
