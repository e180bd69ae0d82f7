# /// expected
# summary = "Décision prise sans incertitude, qui n’est pas calculée"
# [criteria."C2.1.2.precision"]
# fraction = 0.6875
# message = "bar_expanded_uncertainty_mm"
# ///
# %% amend="precision"
bar_expanded_uncertainty_mm = None
precision_decision = "conforme" if abs(bar_bias_mm) <= limit_mm else "non conforme"
# %% solution="bar"
plt.plot(errors_mm, "o")
