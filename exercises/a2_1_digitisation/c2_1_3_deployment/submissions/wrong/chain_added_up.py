# /// expected
# summary = "Stations comptées pour des assemblages, erreurs additionnées"
# [criteria."C2.1.3.coverage"]
# fraction = 0.904762
# misconception = "chain-linear"
# message = "quadrature"
# ///
# %% amend="plan-figures"
farthest_links += 1
chain_error_mm = specification["link_error_mm"] * farthest_links
