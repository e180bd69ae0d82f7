# /// expected
# summary = "Des lots nommés, sans mois ni montant qui les montrent"
# [criteria."C2.3.2.costs"]
# fraction = 0.85
# message = "sans le mois ou le montant"
# ///
# %% amend="indices"
dear_since = dear_extra_eur = late_variance_eur = None
