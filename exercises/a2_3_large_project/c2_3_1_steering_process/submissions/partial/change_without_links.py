# /// expected
# summary = "Les actions sans ce qu’elles traitent"
# [criteria."C2.3.1.change"]
# fraction = 0.7
# message = "Pas de réponse"
# ///
# %% amend="change"
treatments = None
