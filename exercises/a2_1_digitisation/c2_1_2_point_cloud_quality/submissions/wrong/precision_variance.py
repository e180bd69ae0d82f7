# /// expected
# summary = "Variance donnée pour l’écart-type"
# [criteria."C2.1.2.precision"]
# fraction = [0.5, 0.875]
# misconception = "variance-for-deviation"
# message = "racine"
# ///
# %% amend="precision"
bar_repeatability_mm = np.var(bar_lengths_mm, ddof=1)
