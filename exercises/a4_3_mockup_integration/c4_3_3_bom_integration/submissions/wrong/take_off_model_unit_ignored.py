# /// expected
# summary = "Les longueurs prises pour des mètres dans toute maquette"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.97, 0.995]
# misconception = "model-unit-ignored"
# ///
# %% amend="model"
def calculate_unit_scale(model):
    return 1.0
