# /// expected
# summary = "Longueurs comparées sans leur unité : les niveaux sont jugés d’après ces parts"
# [criteria."C2.2.2.tolk"]
# fraction = [0.6, 0.95]
# misconception = "unit-ignored"
# message = "facteur"
# ///
# %% amend="survival"
util.unit.calculate_unit_scale, exact_scale = (lambda model: 1.0), util.unit.calculate_unit_scale
survival = [survival_of(code) for code in exchanges]
util.unit.calculate_unit_scale = exact_scale
