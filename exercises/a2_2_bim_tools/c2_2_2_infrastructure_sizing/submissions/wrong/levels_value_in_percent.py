# /// expected
# summary = "La valeur des mesures en pour cent"
# [criteria."C2.2.2.tolk"]
# fraction = [0.4, 0.95]
# misconception = "value-in-percent"
# message = "de 0 à 1"
# ///
# %% amend="levels"
for row in levels:
    row["value"] *= 100
