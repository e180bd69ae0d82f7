"""Elements of a model as plain values: identity, type, host and container, properties, quantities, materials."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..bom import Value
from ..errors import DomainError
from .conformity import require_conforming
from .definitions import DefinitionReader, Path, Quantity, type_of
from .materials import Layer, layers_of
from .measures import SiScale

MAXIMUM_ELEMENTS = 200_000
_SHOWN = 5


class Link(StrEnum):
    """How an element belongs to another one."""

    PART = "agrégé"
    NESTED = "imbriqué"


@dataclass(frozen=True, slots=True)
class Reference:
    """A code of a classification.

    Parameters
    ----------
    system, code : str
    """

    system: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An element of a model; texts are empty where the model says nothing.

    Parameters
    ----------
    global_id, ifc_class, name, tag, object_type : str
    predefined_type : str
        Its type's where it has none; its object type where it is ``USERDEFINED`` or where its class has no such list.
    type_id, type_class, type_name : str
        Of its type object.
    host : str
        GlobalId of the element that it is a part of or nested in.
    link : Link or None
        How it belongs to its host.
    container : str
        GlobalId of the spatial element that holds it, or that holds the first of its hosts to be held.
    properties : mapping of Value by set and name
        Its own, then its type's; measures in SI.
    quantities : mapping of Quantity by set and name
    layers : tuple of Layer
        Its materials, or its type's.
    classification : tuple of Reference
        Its own and its type's, sorted.
    """

    global_id: str
    ifc_class: str
    predefined_type: str
    name: str
    tag: str
    object_type: str
    type_id: str
    type_class: str
    type_name: str
    host: str
    link: Link | None
    container: str
    properties: Mapping[Path, Value]
    quantities: Mapping[Path, Quantity]
    layers: tuple[Layer, ...]
    classification: tuple[Reference, ...]


def inventory(model: Any) -> tuple[Item, ...]:
    """Return the elements of a model, in the order of the file; openings and virtual elements are left out.

    Parameters
    ----------
    model : ifcopenshell.file
        IFC2X3 or later.

    Raises
    ------
    DomainError
        If there are more than ``MAXIMUM_ELEMENTS``, if GlobalIds come twice, or if elements contain each other.
    FaultsError
        If mandatory attributes are empty, or refer to instances of other classes than the schema allows.

    Examples
    --------
    >>> import ifcopenshell
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> _ = model.create_entity("IfcWall", GlobalId="2O2Fr$t4X7Zf8NOew3FLOH", Name="VB-01")
    >>> [(item.ifc_class, item.name) for item in inventory(model)]
    [('IfcWall', 'VB-01')]
    """
    require_conforming(model)
    elements = elements_of(model)
    hosts = _hosts(model)
    containers = _containers(model)
    scale = SiScale(model)
    definitions = DefinitionReader(scale)
    return tuple(_item(element, hosts, containers, definitions, scale) for element in elements)


def elements_of(model: Any) -> list[Any]:
    """Return the entities that an inventory holds, in the order of the file.

    Raises
    ------
    DomainError
        If there are too many, or if GlobalIds come twice.
    """
    elements = sorted((item for item in model.by_type("IfcElement") if _is_thing(item)), key=lambda item: item.id())
    if len(elements) > MAXIMUM_ELEMENTS:
        raise DomainError(f"{len(elements)} éléments reçus, {MAXIMUM_ELEMENTS} au plus : découper la maquette")
    twice = [key for key, times in Counter(item.GlobalId for item in elements).items() if times > 1]
    if twice:
        listed = ", ".join(twice[:_SHOWN])
        raise DomainError(f"GlobalId portés par plusieurs éléments ({listed}) : demander un export qui les distingue")
    return elements


def by_global_id(items: Iterable[Item]) -> dict[str, Item]:
    """Return items by what identifies them."""
    return {item.global_id: item for item in items}


def _is_thing(element: Any) -> bool:
    return not (element.is_a("IfcFeatureElement") or element.is_a("IfcVirtualElement"))


def _hosts(model: Any) -> dict[int, tuple[Any, Link]]:
    hosts: dict[int, tuple[Any, Link]] = {}
    for ifc_class, link in (("IfcRelAggregates", Link.PART), ("IfcRelNests", Link.NESTED)):
        for relation in model.by_type(ifc_class):
            if relation.RelatingObject.is_a("IfcElement"):
                for part in relation.RelatedObjects:
                    hosts.setdefault(part.id(), (relation.RelatingObject, link))
    return hosts


def _containers(model: Any) -> dict[int, str]:
    return {
        element.id(): relation.RelatingStructure.GlobalId
        for relation in model.by_type("IfcRelContainedInSpatialStructure")
        for element in relation.RelatedElements
    }


def _item(
    element: Any,
    hosts: Mapping[int, tuple[Any, Link]],
    containers: Mapping[int, str],
    definitions: DefinitionReader,
    scale: SiScale,
) -> Item:
    from ifcopenshell.util.element import get_predefined_type

    its_type = type_of(element)
    host, link = hosts.get(element.id(), (None, None))
    said = definitions.of(element, its_type)
    return Item(
        global_id=element.GlobalId,
        ifc_class=element.is_a(),
        predefined_type=get_predefined_type(element) or "",
        name=element.Name or "",
        tag=element.Tag or "",
        object_type=element.ObjectType or "",
        type_id="" if its_type is None else its_type.GlobalId,
        type_class="" if its_type is None else its_type.is_a(),
        type_name="" if its_type is None else its_type.Name or "",
        host="" if host is None else host.GlobalId,
        link=link,
        container=_container(element, hosts, containers),
        properties=said.properties,
        quantities=said.quantities,
        layers=layers_of(element, scale),
        classification=_classification(element),
    )


def _container(element: Any, hosts: Mapping[int, tuple[Any, Link]], containers: Mapping[int, str]) -> str:
    # One that contains itself would never end.
    passed = {element.id()}
    current = element
    while current.id() not in containers:
        if current.id() not in hosts:
            return ""
        current = hosts[current.id()][0]
        if current.id() in passed:
            raise DomainError(f"l’élément {element.GlobalId} se contient lui-même : corriger l’agrégation dans l’outil")
        passed.add(current.id())
    return containers[current.id()]


def _classification(element: Any) -> tuple[Reference, ...]:
    from ifcopenshell.util.classification import get_classification, get_references

    found = set()
    for item in get_references(element):
        system = item if item.is_a("IfcClassification") else get_classification(item)
        # The attribute has another name in IFC2X3.
        code = getattr(item, "Identification", None) or getattr(item, "ItemReference", None) or ""
        found.add(Reference(system=getattr(system, "Name", None) or "", code=code))
    return tuple(sorted(found, key=lambda item: (item.system, item.code)))
