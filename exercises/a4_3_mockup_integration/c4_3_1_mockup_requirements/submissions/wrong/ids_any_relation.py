# /// expected
# summary = "L’appartenance sans nommer la relation"
# [criteria."C4.3.1.detail-level"]
# fraction = [0.93, 0.98]
# misconception = "any-relation"
# message = "IFCRELAGGREGATES"
# ///
# %% amend="ids"
for each in rules.specifications:
    if each.name == "EI-10":
        each.requirements = [ids.PartOf(name="IFCELEMENTASSEMBLY")]
ids_text = rules.to_string()
