# /// expected
# summary = "Les années seules, rien de ce qu’il faut acheter"
# [criteria."C2.3.2.calculations"]
# fraction = 0.675
# message = "Pas de réponse"
# ///
# %% amend="purchase"
peak_access_year = servers_to_provide = peak_stored_year = provisioned_tb = disks = stored_tb_at = None
