# /// expected
# summary = "Quantités et matériaux lus sur le type seul"
# [criteria."C4.3.3.mechanism"]
# fraction = [0.97, 0.995]
# misconception = "type-over-occurrence"
# ///
# %% amend="model"
from ifcopenshell.util.element import get_type


def quantity_of(sets, name):
    return next((values[name] for values in sets.values() if name in values), None)


def material_take_off(ifc_text):
    model, found = identified(ifc_text)
    metres = calculate_unit_scale(model)
    totals, unmeasured = Counter(), Counter()
    for element, number, sets in found:
        rule = next((rule for name, rule in TAKEN_OFF.items() if element.is_a(name)), None)
        kind = get_type(element)
        if rule is None or kind is None or get_material(kind) is None:
            continue
        name, unit = rule
        value = quantity_of(get_psets(kind), name) or quantity_of(sets, name)
        key = (number, get_material(kind).Name, unit)
        totals[key] += 0 if value is None else value * (metres if unit == "m" else 1)
        unmeasured[key] += value is None
    return [
        {"article": key[0], "material": key[1], "unit": key[2], "quantity": total, "unmeasured": unmeasured[key]}
        for key, total in totals.items()
    ]
