"""What the other tool makes of the building in IFC2X3: classes, sets, types, nesting and identifiers that it loses."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .model import Element, Kind, Model, Sets
from .vocabulary import ARTICLE, CLASSES_2X3, CONFIGURATION, FACADE, OCCURRENCE, PREDEFINED_2X3

RENAMED_SETS = {ARTICLE: "Merlaude Article", OCCURRENCE: OCCURRENCE}
LOST_SETS = (CONFIGURATION,)
LOST_PROPERTIES = ((FACADE, "ThermalTransmittance"), (ARTICLE, "Manufacturer"))
BASE_QUANTITIES = "BaseQuantities"
REGENERATED_SHARE = 0.25


def export_2x3(model: Model, rng: np.random.Generator) -> tuple[Model, dict[str, Any]]:
    """Return the building as the other tool exports it, and what that changed.

    Parameters
    ----------
    model : Model
    rng : numpy.random.Generator
        Decides which elements get another GlobalId.

    Returns
    -------
    Model
    dict
        ``regenerated`` and ``lost_elements`` hold keys of elements.
    """
    nested = [key for key, element in model.elements.items() if element.link == "nested"]
    kept = model.without(*nested)
    kinds = {key: _exported_kind(kind) for key, kind in kept.kinds.items()}
    keys = list(kept.elements)
    chosen = rng.choice(len(keys), size=round(REGENERATED_SHARE * len(keys)), replace=False)
    regenerated = [keys[index] for index in sorted(chosen.tolist())]
    elements = {key: _exported_element(item, key in set(regenerated)) for key, item in kept.elements.items()}
    record = {
        "regenerated": regenerated,
        "lost_elements": nested,
        "classes": {old: new for old, new in CLASSES_2X3.items() if old != new and _uses(model, old)},
        "renamed_sets": {old: new for old, new in RENAMED_SETS.items() if old != new},
        "lost_sets": list(LOST_SETS),
        "lost_properties": [list(pair) for pair in LOST_PROPERTIES],
        "renamed_quantity_sets_to": BASE_QUANTITIES,
        "lost_classification": sorted({kind.name for kind in model.kinds.values() if _loses_code(kind)}),
        "length_unit": "mm",
        "types": 0,
        "layered_kinds_flattened": sorted({kind.name for kind in model.kinds.values() if _loses_layers(kind)}),
    }
    return replace(kept, kinds=kinds, elements=elements), record


def _uses(model: Model, ifc_class: str) -> bool:
    return any(model.kinds[element.kind].ifc_class == ifc_class for element in model.elements.values())


def _loses_code(kind: Kind) -> bool:
    return bool(kind.classification) and kind.name.startswith("Module")


def _loses_layers(kind: Kind) -> bool:
    return len(kind.layers) > 1 and not kind.ifc_class.startswith("IfcWall")


def _exported_kind(kind: Kind) -> Kind:
    values = next(iter(kind.quantities.values()), {})
    flattened = ((kind.layers[0][0], 0.0),) if _loses_layers(kind) else kind.layers
    return replace(
        kind,
        ifc_class=CLASSES_2X3[kind.ifc_class],
        predefined=kind.predefined if kind.ifc_class in PREDEFINED_2X3 else "",
        properties=_exported_sets(kind.properties),
        quantities={BASE_QUANTITIES: values} if values else {},
        layers=flattened,
        classification="" if _loses_code(kind) else kind.classification,
        typed=False,
    )


def _exported_element(element: Element, regenerated: bool) -> Element:
    return replace(
        element,
        properties=_exported_sets(element.properties),
        edition="2x3" if regenerated else element.edition,
    )


def _exported_sets(sets: Sets) -> dict[str, Mapping[str, Any]]:
    exported: dict[str, Mapping[str, Any]] = {}
    for name, values in sets.items():
        kept = {key: value for key, value in values.items() if (name, key) not in LOST_PROPERTIES}
        if name not in LOST_SETS and kept:
            exported[RENAMED_SETS.get(name, name)] = kept
    return exported
