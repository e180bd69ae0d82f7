"""What a reader counts in a model file: the figures on which standards are compared."""

from typing import Any

import ifcopenshell


def counts_of(text: str) -> dict[str, int]:
    """Return the counts of one file, as IfcOpenShell reads it.

    Parameters
    ----------
    text : str
        Of the STEP file.
    """
    model: Any = ifcopenshell.file.from_string(text)
    relations = {name: len(model.by_type(name)) for name in ("IfcRelAggregates", "IfcRelNests", "IfcRelDefinesByType")}
    return {
        "bytes": len(text.encode()),
        "entities": len(list(model)),
        "elements": len(model.by_type("IfcElement")),
        "types": len(model.by_type("IfcTypeObject")),
        "property_sets": len(model.by_type("IfcPropertySet")),
        "properties": len(model.by_type("IfcPropertySingleValue")),
        "quantities": len(model.by_type("IfcPhysicalSimpleQuantity")),
        "materials": len(model.by_type("IfcMaterial")),
        "relations": len(model.by_type("IfcRelationship")),
    } | relations
