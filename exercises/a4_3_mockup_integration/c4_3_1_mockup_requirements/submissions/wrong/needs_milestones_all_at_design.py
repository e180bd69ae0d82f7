# /// expected
# summary = "Toutes les exigences valent dès la conception"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.9, 0.985]
# message = "autre jalon"
# ///
# %% amend="needs"
for row in information_needs:
    row["milestone"] = "conception"
