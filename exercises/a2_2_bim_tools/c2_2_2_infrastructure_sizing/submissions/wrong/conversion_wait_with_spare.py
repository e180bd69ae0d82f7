# /// expected
# summary = "L’attente calculée avec le serveur de secours"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "wait-with-spare"
# message = "secours"
# ///
# %% amend="servers"
conversion_wait_min = mean_wait_min(conversion_load, conversion_servers)
