# /// expected
# summary = "Zéro défaut en IFC2X3, puisque rien n’est signalé"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.94
# misconception = "silence-is-conformity"
# message = "pas une conformité"
# ///
# %% amend="failing"
for row in ifc2x3_failing:
    row["failing"] = 0
ifc2x3_checked = len(rules.specifications)
