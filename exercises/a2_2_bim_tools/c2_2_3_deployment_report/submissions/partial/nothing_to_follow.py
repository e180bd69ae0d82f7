# /// expected
# summary = "Le SWOT est placé, le retour d’expérience n’est pas fait"
# [criteria."C2.2.3.swot"]
# fraction = 0.7
# ///
# %% amend="follow-up"
follow_up = []
