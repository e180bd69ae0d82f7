# /// expected
# summary = "Seuls les éléments agrégés ou contenus sont parcourus : les emboîtés manquent"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.95, 0.99]
# message = "des fixations emboîtées"
# ///
# %% amend="model"
def extract_bill(ifc_text):
    counts = Counter()
    for element, number, sets in identified(ifc_text)[1]:
        if not element.Nests:
            counts[number] += sets["Merlaude_Quantites"]["Count"] if element.is_a("IfcMechanicalFastener") else 1
    return [{"article": number, "quantity": count} for number, count in counts.items()]
