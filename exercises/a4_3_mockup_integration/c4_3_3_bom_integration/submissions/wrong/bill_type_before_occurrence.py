# /// expected
# summary = "Le type l’emporte sur l’occurrence, et ce qui n’a pas de type est perdu"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.93, 0.97]
# misconception = "type-over-occurrence"
# ///
# %% amend="model"
from ifcopenshell.util.element import get_type


@lru_cache(maxsize=2)
def identified(ifc_text):
    model = ifc_from_text(ifc_text)
    found = []
    for element in model.by_type("IfcElement"):
        kind = get_type(element)
        if kind is not None:
            sets = {**get_psets(element), **get_psets(kind)}
            number = sets.get("Pset_ManufacturerTypeInformation", {}).get("ArticleNumber")
            if number:
                found.append((element, normal(number), sets))
    return model, found
