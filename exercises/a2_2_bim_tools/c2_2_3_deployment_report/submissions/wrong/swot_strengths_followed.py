# /// expected
# summary = "Les onze sujets sont suivis, forces comprises"
# [criteria."C2.2.3.swot"]
# fraction = [0.75, 0.98]
# message = "Lignes inattendues"
# ///
# %% amend="follow-up"
strengths = [row["subject"] for row in swot_inside if row["quadrant"] == "force"]
follow_up += [{"subject": subject, "target": 1, "action": "A1"} for subject in strengths]
