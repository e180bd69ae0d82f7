"""Property sets and sets of quantities of an element, with what it inherits from its type."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..bom import Dimension, Value
from ..errors import DomainError
from .measures import SiScale

# Set and name within it.
Path = tuple[str, str]
MAXIMUM_VALUES = 5_000_000
_DIMENSIONS = {
    "IfcQuantityCount": Dimension.COUNT,
    "IfcQuantityLength": Dimension.LENGTH,
    "IfcQuantityArea": Dimension.AREA,
    "IfcQuantityVolume": Dimension.VOLUME,
    "IfcQuantityWeight": Dimension.MASS,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the base unit of its dimension: pce, m, m², m³ or kg.

    Parameters
    ----------
    value : float
    dimension : Dimension
    """

    value: float
    dimension: Dimension


@dataclass(frozen=True, slots=True)
class Definitions:
    """What sets say of an element.

    Parameters
    ----------
    properties : dict of Value by set and name
    quantities : dict of Quantity by set and name
    """

    properties: dict[Path, Value]
    quantities: dict[Path, Quantity]


class DefinitionReader:
    """Reads the sets of one model, each of them once however many elements share it.

    Property by property, what an occurrence says overrides what its type says, as IFC wants it.
    Enumerated and list values are tuples; a bounded one is its lower bound, upper bound and set point; the parts of a
    complex one are named ``Whole.Part``. Tables, references, durations and predefined sets are left out.

    Parameters
    ----------
    scale : SiScale
        Of the model.
    """

    def __init__(self, scale: SiScale) -> None:
        self._scale = scale
        self._read: dict[int, Definitions] = {}
        self._count = 0

    def of(self, element: Any, its_type: Any) -> Definitions:
        """Return what the sets of an element and of its type say.

        Parameters
        ----------
        element : entity
        its_type : entity or None

        Raises
        ------
        DomainError
            If the model's elements have more than ``MAXIMUM_VALUES`` values in all.
        """
        merged = Definitions({}, {})
        for definition in (*(its_type.HasPropertySets or () if its_type is not None else ()), *_own_sets(element)):
            found = self._set(definition)
            merged.properties.update(found.properties)
            merged.quantities.update(found.quantities)
        self._count += len(merged.properties) + len(merged.quantities)
        if self._count > MAXIMUM_VALUES:
            raise DomainError(f"plus de {MAXIMUM_VALUES} valeurs de propriétés dans la maquette : la découper")
        return merged

    def _set(self, definition: Any) -> Definitions:
        if definition.id() not in self._read:
            name = definition.Name or ""
            properties: dict[Path, Value] = {}
            quantities: dict[Path, Quantity] = {}
            if definition.is_a("IfcPropertySet"):
                properties = {(name, key): value for key, value in self._properties(definition.HasProperties)}
            elif definition.is_a("IfcElementQuantity"):
                quantities = {(name, key): value for key, value in self._quantities(definition.Quantities)}
            self._read[definition.id()] = Definitions(properties, quantities)
        return self._read[definition.id()]

    def _properties(self, properties: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Value]]:
        for item in properties or ():
            name = prefix + (item.Name or "")
            if item.is_a("IfcPropertySingleValue"):
                yield name, self._value(item.NominalValue, item.Unit)
            elif item.is_a("IfcPropertyEnumeratedValue"):
                unit = item.EnumerationReference.Unit if item.EnumerationReference else None
                yield name, tuple(self._value(value, unit) for value in item.EnumerationValues or ())
            elif item.is_a("IfcPropertyListValue"):
                yield name, tuple(self._value(value, item.Unit) for value in item.ListValues or ())
            elif item.is_a("IfcPropertyBoundedValue"):
                # IFC2X3 has no set point.
                bounds = (item.LowerBoundValue, item.UpperBoundValue, getattr(item, "SetPointValue", None))
                yield name, tuple(self._value(value, item.Unit) for value in bounds)
            elif item.is_a("IfcComplexProperty") and depth < 4:
                yield from self._properties(item.HasProperties, f"{name}.", depth + 1)

    def _quantities(self, quantities: Any) -> Iterator[tuple[str, Quantity]]:
        for item in quantities or ():
            dimension = _DIMENSIONS.get(item.is_a())
            if dimension is not None:
                scale = self._quantity_scale(item, dimension)
                yield item.Name or "", Quantity(float(item[3]) * scale, dimension)

    def _quantity_scale(self, item: Any, dimension: Dimension) -> float:
        if dimension is Dimension.COUNT:
            return 1.0
        measure = item.is_a().replace("IfcQuantityWeight", "IfcQuantityMass").replace("Quantity", "")
        return self._scale.of(f"{measure}Measure", item.Unit)

    def _value(self, value: Any, unit: Any) -> str | float | bool | None:
        if value is None:
            return None
        wrapped = value.wrappedValue
        if isinstance(wrapped, bool) or not isinstance(wrapped, int | float):
            return wrapped if isinstance(wrapped, bool | str) else str(wrapped)
        scale = self._scale.of(value.is_a(), unit)
        return wrapped if scale == 1.0 else wrapped * scale


def type_of(element: Any) -> Any:
    """Return the type of an element, or ``None``: an inverse of its own in IFC4, one among others in IFC2X3."""
    relations = element.IsDefinedBy if element.file.schema == "IFC2X3" else element.IsTypedBy
    return next((item.RelatingType for item in relations if item.is_a("IfcRelDefinesByType")), None)


def _own_sets(element: Any) -> Iterator[Any]:
    for relation in element.IsDefinedBy:
        if relation.is_a("IfcRelDefinesByProperties"):
            definition = relation.RelatingPropertyDefinition
            # IFC4 allows a value that holds several sets.
            yield from definition.wrappedValue if definition.is_a("IfcPropertySetDefinitionSet") else (definition,)
