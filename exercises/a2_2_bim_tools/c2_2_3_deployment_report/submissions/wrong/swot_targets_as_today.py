# /// expected
# summary = "Les cibles sont les valeurs d’aujourd’hui"
# [criteria."C2.2.3.swot"]
# fraction = 0.7
# misconception = "target-still-weak"
# message = "laisserait une faiblesse"
# ///
# %% amend="follow-up"
today = {row["subject"]: row["value"] for row in swot_inside}
follow_up = [{**row, "target": today[row["subject"]]} for row in follow_up]
