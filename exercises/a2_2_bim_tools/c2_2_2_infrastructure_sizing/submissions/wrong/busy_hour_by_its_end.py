# /// expected
# summary = "L’heure de pointe désignée par sa fin"
# [criteria."C2.2.2.network"]
# fraction = [0.8, 0.96]
# misconception = "end-of-the-hour"
# message = "début"
# ///
# %% amend="rates"
busy_hour += 1
