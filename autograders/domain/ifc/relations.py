"""Relations of a model as pairs of what they relate: exporters group the same pairs into few relations or many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Links = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCounts:
    """How much a model holds.

    Parameters
    ----------
    instances : int
        Entities of all classes.
    rooted : int
        Those that have a GlobalId.
    elements, types, property_sets, properties, quantities, materials : int
        Instances of ``IfcElement`` (openings included), ``IfcTypeObject``, ``IfcPropertySet``, ``IfcProperty``,
        ``IfcPhysicalQuantity`` and ``IfcMaterial``.
    relations : mapping of int by class
        Instances of each class of ``IfcRelationship``.
    """

    instances: int
    rooted: int
    elements: int
    types: int
    property_sets: int
    properties: int
    quantities: int
    materials: int
    relations: Mapping[str, int]


def model_counts(model: Any) -> ModelCounts:
    """Return how much a model holds.

    Parameters
    ----------
    model : ifcopenshell.file

    Examples
    --------
    >>> import ifcopenshell
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> _ = model.create_entity("IfcWall", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH")
    >>> counts = model_counts(model)
    >>> counts.instances, counts.elements, counts.properties
    (1, 1, 0)
    """
    return ModelCounts(
        instances=sum(1 for _ in model),
        rooted=len(model.by_type("IfcRoot")),
        elements=len(model.by_type("IfcElement")),
        types=len(model.by_type("IfcTypeObject")),
        property_sets=len(model.by_type("IfcPropertySet")),
        properties=len(model.by_type("IfcProperty")),
        quantities=len(model.by_type("IfcPhysicalQuantity")),
        materials=len(model.by_type("IfcMaterial")),
        relations=dict(sorted(Counter(item.is_a() for item in model.by_type("IfcRelationship")).items())),
    )


def links_of(model: Any) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the pairs that each class of relation relates.

    An element is known by its GlobalId. All else is known by its name, or by its class where it has no name: an
    exporter that writes a type or a property set anew keeps what it says.

    Parameters
    ----------
    model : ifcopenshell.file
    """
    pairs: dict[str, set[tuple[str, str]]] = {}
    for relation in model.by_type("IfcRelationship"):
        relating, related = _ends(relation)
        found = pairs.setdefault(relation.is_a(), set())
        found.update((_label(one), _label(other)) for one in relating for other in related)
    return {name: frozenset(found) for name, found in sorted(pairs.items())}


def _ends(relation: Any) -> tuple[list[Any], list[Any]]:
    relating: list[Any] = []
    related: list[Any] = []
    for index in range(4, len(relation)):
        name, value = relation.attribute_name(index), relation[index]
        side = relating if name.startswith("Relating") else related if name.startswith("Related") else None
        if side is not None and value is not None:
            side.extend(value if isinstance(value, tuple) else (value,))
    return relating, related


def _label(entity: Any) -> str:
    if entity.is_a("IfcElement"):
        return str(entity.GlobalId)
    # A set of layers and the usage of one have names of their own.
    layers = getattr(entity, "ForLayerSet", entity)
    return str(getattr(layers, "Name", None) or getattr(layers, "LayerSetName", None) or entity.is_a())
