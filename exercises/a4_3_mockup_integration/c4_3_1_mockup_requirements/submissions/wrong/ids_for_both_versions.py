# /// expected
# summary = "Les spécifications visent l’IFC4 et l’IFC2X3"
# [criteria."C4.3.1.detail-level"]
# fraction = 0.95
# misconception = "other-version"
# message = "IFC2X3"
# ///
# %% amend="ids"
for each in rules.specifications:
    each.ifcVersion = ["IFC2X3", "IFC4"]
ids_text = rules.to_string()
# %% amend="failing"
spoken = {each.specification: each for each in check_ids(ids_text, models["ifc2x3"])}
ifc2x3_failing = [{"requirement": code, "failing": len(spoken[code].failed)} for code in due if due[code]]
