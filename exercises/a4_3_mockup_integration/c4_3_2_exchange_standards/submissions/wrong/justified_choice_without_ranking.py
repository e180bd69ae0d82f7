# /// expected
# summary = "Un choix sans classement"
# [criteria."C4.3.2.justified"]
# fraction = [0.6, 0.7]
# message = "qui le fondent"
# ///
# %% amend="choice"
ranking = None
