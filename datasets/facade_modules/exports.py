"""What the other tool makes of the building in IFC2X3: classes, sets, types, nesting and identifiers that it loses."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .model import Kind, Model, Sets
from .vocabulary import ARTICLE, CLASSES_2X3, CONFIGURATION, FACADE, PREDEFINED_2X3

RENAMED_SETS = {ARTICLE: "Merlaude Article"}
LOST_SETS = (CONFIGURATION,)
BASE_QUANTITIES = "BaseQuantities"
# Each variant's tool loses one property of each pair.
LOSABLE = (
    ((FACADE, "ThermalTransmittance"), (FACADE, "FireRating")),
    ((ARTICLE, "Manufacturer"), ("Pset_MemberCommon", "LoadBearing")),
)
Property = tuple[str, str]


def export_2x3(model: Model, rng: np.random.Generator) -> tuple[Model, dict[str, Any]]:
    """Return the building as the other tool exports it, and what that changed.

    Parameters
    ----------
    model : Model
    rng : numpy.random.Generator
        Decides which properties are lost, which elements get another GlobalId, and whether frames are dissolved.

    Returns
    -------
    Model
    dict
        ``regenerated`` and ``lost_elements`` hold keys of elements.
    """
    lost = tuple(pair[int(rng.integers(2))] for pair in LOSABLE)
    nested = [key for key, element in model.elements.items() if element.link == "nested"]
    frames = _frames(model) if rng.random() < 0.5 else []
    kept = _dissolved(model.without(*nested), frames)
    kinds = {key: _exported_kind(kind, lost) for key, kind in kept.kinds.items()}
    keys = list(kept.elements)
    chosen = rng.choice(len(keys), size=round(rng.uniform(0.12, 0.4) * len(keys)), replace=False)
    regenerated = [keys[index] for index in sorted(chosen.tolist())]
    renewed = set(regenerated)
    elements = {
        key: replace(
            element,
            properties=_exported_sets(element.properties, lost),
            edition="2x3" if key in renewed else element.edition,
        )
        for key, element in kept.elements.items()
    }
    record = {
        "regenerated": regenerated,
        "lost_elements": [key for key in model.elements if key not in kept.elements],
        "frames_dissolved": bool(frames),
        "classes": {old: new for old, new in CLASSES_2X3.items() if old != new and _uses(model, old)},
        "renamed_sets": RENAMED_SETS,
        "lost_sets": list(LOST_SETS),
        "lost_properties": [list(pair) for pair in lost],
        "renamed_quantity_sets_to": BASE_QUANTITIES,
        "lost_classification": sorted({kind.name for kind in model.kinds.values() if _loses_code(kind)}),
        "length_unit": "mm",
        "types": 0,
        "layered_kinds_flattened": sorted({kind.name for kind in model.kinds.values() if _loses_layers(kind)}),
    }
    return replace(kept, kinds=kinds, elements=elements), record


def _frames(model: Model) -> list[str]:
    """Return the assemblies that are parts of others."""
    return [
        key
        for key, element in model.elements.items()
        if element.link == "aggregated" and model.kind_of(key).ifc_class == "IfcElementAssembly"
    ]


def _dissolved(model: Model, frames: list[str]) -> Model:
    """Return the model whose frames are gone, their parts handed to what held the frames; frames lie at its origin."""
    gone = set(frames)
    elements = {
        key: replace(element, host=model.elements[element.host].host) if element.host in gone else element
        for key, element in model.elements.items()
        if key not in gone
    }
    return replace(model, elements=elements)


def _uses(model: Model, ifc_class: str) -> bool:
    return any(model.kinds[element.kind].ifc_class == ifc_class for element in model.elements.values())


def _loses_code(kind: Kind) -> bool:
    return bool(kind.classification) and kind.name.startswith("Module")


def _loses_layers(kind: Kind) -> bool:
    return len(kind.layers) > 1 and not kind.ifc_class.startswith("IfcWall")


def _exported_kind(kind: Kind, lost: tuple[Property, ...]) -> Kind:
    values = next(iter(kind.quantities.values()), {})
    flattened = ((kind.layers[0][0], 0.0),) if _loses_layers(kind) else kind.layers
    return replace(
        kind,
        ifc_class=CLASSES_2X3[kind.ifc_class],
        predefined=kind.predefined if kind.ifc_class in PREDEFINED_2X3 else "",
        properties=_exported_sets(kind.properties, lost),
        quantities={BASE_QUANTITIES: values} if values else {},
        layers=flattened,
        classification="" if _loses_code(kind) else kind.classification,
        typed=False,
    )


def _exported_sets(sets: Sets, lost: tuple[Property, ...]) -> dict[str, Mapping[str, Any]]:
    exported: dict[str, Mapping[str, Any]] = {}
    for name, values in sets.items():
        kept = {key: value for key, value in values.items() if (name, key) not in lost}
        if name not in LOST_SETS and kept:
            exported[RENAMED_SETS.get(name, name)] = kept
    return exported
