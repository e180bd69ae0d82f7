# /// expected
# summary = "Pas de serveur de secours pour les conversions"
# [criteria."C2.2.2.sizing"]
# fraction = 0.95
# misconception = "converters-without-spare"
# message = "secours"
# ///
# %% amend="servers"
conversion_servers = busy_converters
