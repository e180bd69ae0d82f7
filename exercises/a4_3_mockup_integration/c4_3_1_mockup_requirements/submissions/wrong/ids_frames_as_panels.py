# /// expected
# summary = "Tous les assemblages jugés sur leur nom, cadres compris"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.8, 0.97]
# misconception = "frames-included"
# message = "cadres"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-01":
        each.applicability = [ids.Entity(name="IFCELEMENTASSEMBLY")]
ids_text = rules.to_string()
