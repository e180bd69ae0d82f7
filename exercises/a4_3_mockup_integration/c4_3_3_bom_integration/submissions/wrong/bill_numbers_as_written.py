# /// expected
# summary = "Les numéros de la maquette pris tels quels"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.95, 0.99]
# message = "deux types"
# ///
# %% amend="model"
def extract_bill(ifc_text):
    counts = Counter()
    model = ifc_from_text(ifc_text)
    for element in model.by_type("IfcElement"):
        sets = get_psets(element)
        number = sets.get("Pset_ManufacturerTypeInformation", {}).get("ArticleNumber")
        if number:
            counts[number] += sets["Merlaude_Quantites"]["Count"] if element.is_a("IfcMechanicalFastener") else 1
    return [{"article": number, "quantity": count} for number, count in counts.items()]
