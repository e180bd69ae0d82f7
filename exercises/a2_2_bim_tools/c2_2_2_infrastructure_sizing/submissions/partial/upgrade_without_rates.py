# /// expected
# summary = "L’amélioration seule, sans débits ni pannes"
# [criteria."C2.2.2.network"]
# fraction = [0.3, 0.45]
# message = "Pas de réponse"
# ///
# %% amend="upgrade"
busy_hour = site_rates = overloaded_links = weak_points = cuts = window_mbps = transfer_s = transfer_limit = None
