# /// expected
# summary = "Couples d’un élément et d’une propriété comptés pour des instances"
# [criteria."C4.3.2.kpi"]
# fraction = [0.9, 0.999]
# misconception = "pairs-for-instances"
# message = "non les instances"
# ///
# %% amend="exports"
def pairs(model):
    sets = (ifcopenshell.util.element.get_psets(each, psets_only=True) for each in model.by_type("IfcElement"))
    return sum(len(held) - 1 for each in sets for held in each.values())


for row in file_measures:
    if row["standard"] != "glTF":
        row["properties"] = pairs(models["IFC2X3" if row["standard"] == "IFC2X3" else "IFC4"])
