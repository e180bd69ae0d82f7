# /// expected
# summary = "Un entretien sur trois n’a pas été lu"
# [criteria."C2.2.1.faithful"]
# fraction = [0.8, 0.96]
# message = "κ de Cohen"
# [criteria."C2.2.1.levers"]
# fraction = [0.9, 1.0]
# ///
# %% amend="coding"
coding = [row for row in coding if int(row["interview"][1:]) % 3]
