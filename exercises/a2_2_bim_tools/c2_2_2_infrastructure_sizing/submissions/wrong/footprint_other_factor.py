# /// expected
# summary = "Un facteur d’émission d’un autre périmètre"
# [criteria."C2.2.2.sizing"]
# fraction = 0.975
# misconception = "other-emission-factor"
# message = "périmètres"
# ///
# %% amend="budget"
other = 52.0 if specification["emission_gco2e_per_kwh"] < 50 else 21.7
footprint_kgco2e = years * yearly_kwh * other / 1000 + made_kg
