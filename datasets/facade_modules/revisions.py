"""The second issue of the building: what the design office changed between revisions A and B of the model."""

from dataclasses import replace
from typing import Any

import numpy as np

from .model import Model, with_property
from .requirements import applies
from .vocabulary import FACADE, OCCURRENCE

SHIFT_M = 0.15
# Of panels that move, get another rating, get another type, and are given another GlobalId.
MOST_PANELS = (3, 3, 2, 2)


def revise(
    model: Model, fire_rating: str, untouched: set[str], rng: np.random.Generator
) -> tuple[Model, dict[str, Any]]:
    """Return revision B and what was changed, by keys of elements.

    Parameters
    ----------
    model : Model
        Revision A.
    fire_rating : str
        That one to three panels get; another than theirs.
    untouched : set of str
        Keys that other faults of the case need as they are.
    rng : numpy.random.Generator

    Returns
    -------
    Model
    dict
        Each list holds keys, one to three of them, drawn; an assembly that is added or removed brings its parts.
    """
    free = [key for key in model.elements if key not in untouched]
    panels = [key for key in free if applies("panneau", model.kind_of(key))]
    modules = [key for key in free if applies("module", model.kind_of(key))]
    names = rng.permutation(panels).tolist()
    moved, rated, retyped, renewed = (
        sorted(names.pop() for _ in range(int(rng.integers(1, most + 1)))) for most in MOST_PANELS
    )
    added_from, removed = rng.permutation(modules).tolist()[:2]
    spared = {*moved, *rated, *retyped, *renewed, added_from, removed}
    plates = [
        key for key in free if model.kind_of(key).ifc_class == "IfcPlate" and model.elements[key].host not in spared
    ]
    walls = [key for key in free if model.kind_of(key).ifc_class == "IfcWall"]
    shrunk_m = {key: shrunk for each, shrunk in ((plates, 0.4), (walls, 0.2)) for key in _some(each, rng)}
    revised = model.without(removed)
    revised, added = _added_module(revised, added_from)
    for key in moved:
        x_m, y_m, z_m = revised.elements[key].origin_m
        outwards = -SHIFT_M if revised.elements[key].turned else SHIFT_M
        revised = revised.with_elements(replace(revised.elements[key], origin_m=(x_m, round(y_m + outwards, 4), z_m)))
    for key in rated:
        revised = revised.with_elements(with_property(revised.elements[key], FACADE, "FireRating", fire_rating))
    for key in retyped:
        kind, twin = revised.kind_of(key), f"{revised.elements[key].kind} bois"
        revised = revised.with_kinds({twin: replace(kind, name=f"{kind.name} finition bois")})
        revised = revised.with_elements(replace(revised.elements[key], kind=twin))
    for key, shrunk in shrunk_m.items():
        box = revised.kind_of(key).box
        if box is None:
            raise RuntimeError(f"{key} has no shape of its own to change")
        shorter = replace(box, z_m=round(box.z_m - shrunk, 4))
        revised = revised.with_elements(replace(revised.elements[key], box=shorter))
    revised = revised.with_elements(*(replace(revised.elements[key], edition="b") for key in renewed))
    record = {
        "added": added,
        "removed": [removed, *model.parts_of(removed)],
        "moved": moved,
        "property_changed": rated,
        "type_changed": retyped,
        "geometry_changed": sorted(shrunk_m),
        "regenerated": renewed,
        "carried_along": sorted(part for key in moved for part in model.parts_of(key)),
    }
    return revised, record


def _some(keys: list[str], rng: np.random.Generator) -> list[str]:
    """Return one or two of the keys."""
    return rng.permutation(keys).tolist()[: int(rng.integers(1, 3))]


def _added_module(model: Model, pattern: str) -> tuple[Model, list[str]]:
    """Add a copy of a module, with its parts, at the next place of its storey."""
    storey = model.storey_of(pattern)
    new = f"MT-{storey}-E-03"
    copies = []
    for key in (pattern, *model.parts_of(pattern)):
        element = model.elements[key]
        copy = replace(element, key=key.replace(pattern, new, 1), host=element.host.replace(pattern, new, 1))
        if key == pattern:
            x_m, y_m, z_m = element.origin_m
            own = {name: dict(values) for name, values in element.properties.items()}
            copy = replace(copy, name=new, origin_m=(x_m - 2.0, y_m, z_m), properties=own)
            copy = with_property(copy, OCCURRENCE, "SerialNumber", "MT900001")
        copies.append(copy)
    return model.with_elements(*copies), [copy.key for copy in copies]
