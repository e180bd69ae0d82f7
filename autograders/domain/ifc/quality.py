"""Indicators of how much a model says of its elements: proxies, types, required values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .definitions import Path
from .inventory import Item
from .shares import Share

PROXY = "IfcBuildingElementProxy"


@dataclass(frozen=True, kw_only=True)
class RequiredValues:
    """Which of the values that are required are there.

    Parameters
    ----------
    present : Share
        Of all pairs of an element and a value that its class requires.
    missing : tuple of pairs of str and Path
        GlobalId of the element, set and name of what it lacks.
    """

    present: Share
    missing: tuple[tuple[str, Path], ...]


def proxy_share(items: Collection[Item]) -> Share:
    """Return how many elements are ``IfcBuildingElementProxy``: of no particular kind, whatever their type says.

    Examples
    --------
    >>> import ifcopenshell
    >>> from autograders.domain.ifc import inventory
    >>> model = ifcopenshell.file(schema="IFC4")
    >>> for rank, name in enumerate(("IfcWall", "IfcBuildingElementProxy")):
    ...     _ = model.create_entity(name, GlobalId=f"{rank:022d}")
    >>> proxy_share(inventory(model)).ratio
    0.5
    """
    return Share(sum(item.ifc_class == PROXY for item in items), len(items))


def typed_share(items: Collection[Item]) -> Share:
    """Return how many elements have a type object."""
    return Share(sum(bool(item.type_id) for item in items), len(items))


def required_values(items: Iterable[Item], required: Mapping[str, Collection[Path]]) -> RequiredValues:
    """Return which properties and quantities are there of those that classes require.

    What the type says counts for its elements. An empty property is not there, nor is a text of blanks.

    Parameters
    ----------
    items : iterable of Item
    required : mapping of collections of set and name by IFC class
        Exact classes, as in an IDS.
    """
    pairs = [(item, path) for item in items for path in required.get(item.ifc_class, ())]
    missing = tuple((item.global_id, path) for item, path in pairs if not _says(item, path))
    return RequiredValues(present=Share(len(pairs) - len(missing), len(pairs)), missing=missing)


def _says(item: Item, path: Path) -> bool:
    value = item.properties.get(path)
    return path in item.quantities or not (
        value is None or (isinstance(value, str) and not value.strip()) or value == ()
    )
