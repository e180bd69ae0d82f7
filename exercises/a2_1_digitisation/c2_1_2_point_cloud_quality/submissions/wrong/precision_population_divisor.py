# /// expected
# summary = "Diviseur n (celui de numpy.std par défaut) pour la répétabilité des longueurs"
# [criteria."C2.1.2.precision"]
# fraction = 0.875
# misconception = "population-deviation"
# message = "n − 1"
# ///
# %% amend="precision"
length_repeatability_mm = np.sqrt(squares_mm2 / len(observations))
