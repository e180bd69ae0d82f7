# /// expected
# summary = "Sujets d’entretien laissés de côté, au SWOT comme au retour d’expérience"
# [criteria."C2.2.3.swot"]
# fraction = [0.5, 0.82]
# ///
# %% amend="follow-up"
from_interviews = {row["subject"] for row in swot_inside if row["finding"].startswith("T-")}
swot_inside = [row for row in swot_inside if row["subject"] not in from_interviews]
follow_up = [row for row in follow_up if row["subject"] not in from_interviews]
