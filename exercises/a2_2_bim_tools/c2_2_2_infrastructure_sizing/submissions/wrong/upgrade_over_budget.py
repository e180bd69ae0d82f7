# /// expected
# summary = "Toutes les options achetées"
# [criteria."C2.2.2.network"]
# fraction = [0.7, 0.8]
# misconception = "network-over-budget"
# message = "budget"
# ///
# %% amend="upgrade"
chosen = tuple(options)
overloaded_after, weak_points_after, upgrade_cost_eur = worth_of(chosen)
upgrade = [{"option": code} for code in chosen]
