# /// expected
# summary = "Le code du sujet tient lieu de constat"
# [criteria."C2.2.3.swot"]
# fraction = 0.5
# misconception = "finding-not-its-own"
# message = "constat cité"
# ///
# %% amend="follow-up"
for row in swot_inside:
    row["finding"] = row["subject"]
