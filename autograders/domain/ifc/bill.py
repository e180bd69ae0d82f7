"""The bill of materials that a model holds: its types as articles, its decomposition as usage lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ..bom import Article, Dimension, Structure, Value, conversion_factor, read_unit, same_value, structure_from_columns
from ..errors import DomainError
from .definitions import Path
from .inventory import Item, by_global_id
from .quantities import quantity

MASSES = ("NetWeight", "GrossWeight")
Key = TypeVar("Key", str, tuple[str, str])
_BASE_UNITS = {
    Dimension.COUNT: "pce",
    Dimension.LENGTH: "m",
    Dimension.AREA: "m2",
    Dimension.VOLUME: "m3",
    Dimension.MASS: "kg",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How the elements of a class count, when they do not count for one.

    Parameters
    ----------
    quantity : str
        Name of the quantity, in whichever set: ``Length``, ``Count``.
    unit : str
        In which the articles are managed, as ``read_unit`` reads it.
    """

    quantity: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class BillRules:
    """How a model is read as a bill of materials.

    Parameters
    ----------
    article : tuple of two str
        Property set and property that hold the article number. Where there is none, the name of the type serves.
    measured : mapping of Measured by IFC class
        All other elements count for one piece.
    """

    article: Path = ("Pset_ManufacturerTypeInformation", "ArticleNumber")
    measured: Mapping[str, Measured] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uneven:
    """A component that the elements of one article do not hold in the same quantity.

    Parameters
    ----------
    parent, child : str
        Article numbers.
    least, most : float
        In one element of the parent.
    """

    parent: str
    child: str
    least: float
    most: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Bill:
    """A bill of materials, and what of the model it could not hold.

    Parameters
    ----------
    structure : Structure
        Quantities are for one unit of the parent: means where they are uneven, so that requirements are the model's.
    article_of : mapping of str by GlobalId
    unidentified : tuple of str
        GlobalIds of elements without article number and without type.
    unmeasured : tuple of str
        GlobalIds of elements that should count by a quantity that they lack; they count for nothing.
    uneven : tuple of Uneven
    """

    structure: Structure
    article_of: Mapping[str, str]
    unidentified: tuple[str, ...]
    unmeasured: tuple[str, ...]
    uneven: tuple[Uneven, ...]


def bill_of_materials(items: Iterable[Item], root: str, rules: BillRules | None = None) -> Bill:
    """Return the bill of materials of a model, under an article that stands for the whole.

    Each element counts once, where it is, whether it is aggregated or nested, and however many share a shape. An
    element that no article identifies is passed over: what it holds goes to the next host that is identified.

    Conventions of ours: the mass of an article is the mean of the weights of its elements, where none of them has
    parts, whose weight theirs would hold already, and all of them have a weight. Numbers that differ by case or by
    blanks around them are one, written as it is first met.

    Parameters
    ----------
    items : iterable of Item
    root : str
        Number of the article that stands for the whole model.
    rules : BillRules, optional

    Raises
    ------
    DomainError
        If an article is measured in two units, or has components but no quantity.
    FaultsError
        If the root is an article of the model too.

    Examples
    --------
    >>> import ifcopenshell
    >>> from autograders.domain.bom import requirements
    >>> from autograders.domain.ifc import inventory
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> plates = [model.create_entity("IfcPlate", GlobalId=f"{rank:022d}") for rank in range(3)]
    >>> kind = model.create_entity("IfcPlateType", GlobalId=f"{3:022d}", Name="PR-1", PredefinedType="SHEET")
    >>> _ = model.create_entity(
    ...     "IfcRelDefinesByType", GlobalId=f"{4:022d}", RelatedObjects=plates, RelatingType=kind
    ... )
    >>> bill = bill_of_materials(inventory(model), "AF-1")
    >>> requirements(bill.structure, {"AF-1": 1}).tolist()
    [1.0, 3.0]
    """
    chosen = rules or BillRules()
    by_id = by_global_id(items)
    article_of = _articles(by_id, chosen.article)
    weights = {key: _weight(by_id[key], chosen.measured) for key in article_of}
    units = _units(by_id, article_of, chosen.measured)
    held = _held(by_id, article_of, weights, root)
    totals = _sums((article_of[key], weight) for key, weight in weights.items() if weight is not None)
    totals[root] = 1.0
    lines = _sums(
        ((article_of.get(host, root), child), weight)
        for host, children in held.items()
        for child, weight in children.items()
    )
    for parent, _ in lines:
        if not totals[parent] > 0:
            raise DomainError(f"article « {parent} » : il a des composants mais aucune quantité ; revoir sa mesure")
    masses = _masses(by_id, article_of, weights)
    return Bill(
        structure=structure_from_columns(
            [
                Article(number=root),
                *(Article(number=number, unit=unit, mass_kg=masses.get(number)) for number, unit in units.items()),
            ],
            parents=[parent for parent, _ in lines],
            children=[child for _, child in lines],
            quantities=[total / totals[parent] for (parent, _), total in lines.items()],
        ),
        article_of=article_of,
        unidentified=tuple(key for key in by_id if key not in article_of),
        unmeasured=tuple(key for key, weight in weights.items() if weight is None),
        uneven=_uneven(article_of, held),
    )


def _articles(by_id: Mapping[str, Item], path: Path) -> dict[str, str]:
    spelled: dict[str, str] = {}
    stated = {key: number for key, item in by_id.items() if (number := _stated(item, path))}
    return {key: spelled.setdefault(number.casefold(), number) for key, number in stated.items()}


def _stated(item: Item, path: Path) -> str:
    value: Value = item.properties.get(path)
    stated = value.strip() if isinstance(value, str) else str(value) if type(value) is int else ""
    return stated or item.type_name.strip()


def _weight(item: Item, measured: Mapping[str, Measured]) -> float | None:
    if item.ifc_class not in measured:
        return 1.0
    rule = measured[item.ifc_class]
    found = quantity(item, rule.quantity)
    unit = read_unit(rule.unit)
    if found is None or found.dimension is not unit.dimension or not found.value > 0:
        return None
    return found.value * float(conversion_factor(read_unit(_BASE_UNITS[unit.dimension]), unit))


def _units(
    by_id: Mapping[str, Item], article_of: Mapping[str, str], measured: Mapping[str, Measured]
) -> dict[str, str]:
    units: dict[str, str] = {}
    for key, number in article_of.items():
        rule = measured.get(by_id[key].ifc_class)
        unit = rule.unit if rule else "pce"
        if units.setdefault(number, unit) != unit:
            raise DomainError(
                f"article « {number} » compté en {units[number]} et en {unit} : revoir classes ou mesures"
            )
    return units


def _held(
    by_id: Mapping[str, Item], article_of: Mapping[str, str], weights: Mapping[str, float | None], root: str
) -> dict[str, dict[str, float]]:
    """Return how much of each article each element holds; under the root's own number what nothing identified holds."""
    held: dict[str, dict[str, float]] = {key: {} for key in (root, *article_of)}
    for key, number in article_of.items():
        host = by_id[key].host
        while host and host not in article_of:
            host = by_id[host].host if host in by_id else ""
        children, weight = held[host or root], weights[key]
        if weight is not None:
            children[number] = children.get(number, 0.0) + weight
    return held


def _uneven(article_of: Mapping[str, str], held: Mapping[str, Mapping[str, float]]) -> tuple[Uneven, ...]:
    elements: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for key, number in article_of.items():
        elements[number].append(held[key])
    found = []
    for parent, contents in elements.items():
        for child in dict.fromkeys(name for content in contents for name in content):
            amounts = [content.get(child, 0.0) for content in contents]
            if not same_value(min(amounts), max(amounts)):
                found.append(Uneven(parent=parent, child=child, least=min(amounts), most=max(amounts)))
    return tuple(found)


def _masses(
    by_id: Mapping[str, Item], article_of: Mapping[str, str], weights: Mapping[str, float | None]
) -> dict[str, float]:
    hosts = {item.host for item in by_id.values()}
    masses: dict[str, list[float]] = defaultdict(list)
    amounts: dict[str, list[float]] = defaultdict(list)
    unknown = set()
    for key, number in article_of.items():
        found = quantity(by_id[key], *MASSES)
        weight = weights[key]
        if found is None or weight is None or key in hosts:
            unknown.add(number)
        else:
            masses[number].append(found.value)
            amounts[number].append(weight)
    return {number: sum(each) / sum(amounts[number]) for number, each in masses.items() if number not in unknown}


def _sums(pairs: Iterable[tuple[Key, float]]) -> defaultdict[Key, float]:
    sums: defaultdict[Key, float] = defaultdict(float)
    for key, value in pairs:
        sums[key] += value
    return sums
