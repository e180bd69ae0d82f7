# /// expected
# summary = "Les éléments sans quantité ne se signalent pas"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.97, 0.995]
# message = "sans quantité"
# ///
# %% amend="model"
with_missing = material_take_off


def material_take_off(ifc_text):
    return [{**row, "unmeasured": 0} for row in with_missing(ifc_text)]
