# /// expected
# summary = "L’ébauche rendue telle quelle"
# [criteria."C2.3.1.process"]
# fraction = [0.88, 0.91]
# misconception = "draft-unchanged"
# message = "telle quelle"
# ///
# %% extra="last"
answer("matrix", [{"activity": code, **{role.lower(): row[role] for role in roles}} for code, row in draft.items()])
