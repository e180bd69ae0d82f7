# /// expected
# summary = "Surfaces brutes au lieu de nettes"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.95, 0.99]
# misconception = "gross-area"
# ///
# %% amend="model"
TAKEN_OFF |= {"IfcPlate": ("GrossArea", "m2"), "IfcCovering": ("GrossArea", "m2")}
