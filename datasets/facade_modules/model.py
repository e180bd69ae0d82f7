"""A building as a description that any schema can be written from: kinds, elements, places, property sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Value = str | float | bool
Sets = Mapping[str, Mapping[str, Value]]
Link = Literal["contained", "aggregated", "nested"]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box from the origin of its element, along the element's axes.

    Parameters
    ----------
    x_m, y_m, z_m : float, m
    """

    x_m: float
    y_m: float
    z_m: float


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What elements of one article, or of one sort of wall, share.

    Parameters
    ----------
    name : str
    ifc_class : str
        IFC4 class of the elements.
    predefined : str
    box : Box or None
        ``None`` where the parts alone have a shape.
    properties, quantities : mapping
        By set.
    layers : tuple of (str, float)
        Materials with thickness in m; one material of thickness 0 is no layer.
    classification : str
        Code; empty where there is none.
    typed : bool
        Whether an IfcTypeObject is written.
    """

    name: str
    ifc_class: str
    predefined: str = ""
    box: Box | None = None
    properties: Sets = field(default_factory=dict)
    quantities: Sets = field(default_factory=dict)
    layers: tuple[tuple[str, float], ...] = ()
    classification: str = ""
    typed: bool = True


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element of the building.

    Parameters
    ----------
    key : str
        Lasting identity; decides the GlobalId together with ``edition``.
    name : str
    kind : str
        Key of its kind.
    host : str
        Storey, or key of the element that it belongs to.
    link : str
        How it belongs there.
    origin_m : tuple of three float, m
        In the axes of the host.
    turned : bool
        By half a turn about z.
    properties : mapping
        Sets of its own; they win over those of its kind.
    box : Box or None
        Shape of its own instead of that of its kind.
    edition : str
        Not empty where a tool gave the same element another GlobalId.
    """

    key: str
    name: str
    kind: str
    host: str
    link: Link = "contained"
    origin_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    turned: bool = False
    properties: Sets = field(default_factory=dict)
    box: Box | None = None
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class Model:
    """A building.

    Parameters
    ----------
    name : str
    storeys : mapping of str to float, m
        Elevations.
    kinds : mapping of str to Kind
    elements : mapping of str to Element
        By key; hosts come before what they hold.
    """

    name: str
    storeys: Mapping[str, float]
    kinds: Mapping[str, Kind]
    elements: Mapping[str, Element]

    def kind_of(self, key: str) -> Kind:
        """Return the kind of an element."""
        return self.kinds[self.elements[key].kind]

    def parts_of(self, key: str) -> list[str]:
        """Return the keys of what an element holds, at all levels."""
        direct = [other for other, element in self.elements.items() if element.host == key]
        return [found for part in direct for found in (part, *self.parts_of(part))]

    def storey_of(self, key: str) -> str:
        """Return the storey that an element belongs to, through its hosts."""
        host = self.elements[key].host
        return host if host in self.storeys else self.storey_of(host)

    def with_elements(self, *changed: Element) -> "Model":
        """Return the model with elements added, or put in place of those of the same key."""
        return replace(self, elements={**self.elements, **{element.key: element for element in changed}})

    def with_kinds(self, changed: Mapping[str, Kind]) -> "Model":
        """Return the model with kinds added or put in place of those of the same key."""
        return replace(self, kinds={**self.kinds, **changed})

    def without(self, *keys: str) -> "Model":
        """Return the model without elements and what they hold."""
        gone = {found for key in keys for found in (key, *self.parts_of(key))}
        return replace(self, elements={key: item for key, item in self.elements.items() if key not in gone})


def with_property(element: Element, pset: str, name: str, value: Value | None) -> Element:
    """Return the element with a property of its own; ``None`` takes it away, and the set with its last one."""
    sets = {key: dict(values) for key, values in element.properties.items()}
    values = sets.setdefault(pset, {})
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
    if not values:
        del sets[pset]
    return replace(element, properties=sets)
