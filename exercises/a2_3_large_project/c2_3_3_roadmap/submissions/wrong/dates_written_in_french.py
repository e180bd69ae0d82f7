# /// expected
# summary = "Les dates écrites comme en France : le tableau est refusé à la remise, qui le dit"
# [criteria."C2.3.3.roadmap"]
# fraction = 0.6
# message = "AAAA-MM-JJ"
# ///
# %% amend="assembly"
for row in stages:
    row["early"] = f"{date.fromisoformat(row['early']):%d/%m/%Y}"
