"""What of a model is found again after it went through another encoding, another schema or another tool.

The measures are those of a round trip: identifiers, classes, types, values of properties and quantities, relations,
shapes. What has another name is told apart from what is lost.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..bom import Value, same_value
from .definitions import Path
from .inventory import Item
from .shapes import Shape
from .shares import Share
from .snapshots import Snapshot

# Relative; decimals are cut when units are converted and written. A convention of ours.
ROUND_TRIP_TOLERANCE = 1e-6


class Renamed(NamedTuple):
    """A value of an element that is found under another name."""

    key: str
    before: Path
    after: Path


@dataclass(frozen=True, kw_only=True)
class Retention:
    """What a second model keeps of a first one.

    Parameters
    ----------
    identifiers : Share
        Elements found again.
    classes, types : Share
        Elements found again in the same class; with a type of the same name, of those that have a type.
    properties, quantities : Share
        Values found again under their name and equal, of all the elements of the first model.
    renamed : tuple of Renamed
        Values found again and equal under a name that the first model does not use for that element.
    changed, lost : tuple of pairs of str and Path
        Values that are no longer equal, and those that are found nowhere; of elements found again.
    relations : mapping of Share by class of relation
        Pairs related by it that are related by it still.
    """

    identifiers: Share
    classes: Share
    types: Share
    properties: Share
    quantities: Share
    renamed: tuple[Renamed, ...]
    changed: tuple[tuple[str, Path], ...]
    lost: tuple[tuple[str, Path], ...]
    relations: Mapping[str, Share]


class Deviation(NamedTuple):
    """How far a shape is from what it was.

    Parameters
    ----------
    volume_share : float
        Of the volume that it had; infinite where it had none.
    centroid_m : float, m
    extent_m : float, m
        Of the side of the bounding box that changed most.
    """

    volume_share: float
    centroid_m: float
    extent_m: float


def retention(before: Snapshot, after: Snapshot) -> Retention:
    """Return what a second model keeps of a first one; see ``keyed_by_tag`` where identifiers did not survive.

    Parameters
    ----------
    before, after : Snapshot
    """
    both = [key for key in before.items if key in after.items]
    typed = {key for key, item in before.items.items() if item.type_name}
    fates = [fate for key in both for fate in _fates(before.items[key], after.items[key])]
    values = sum(len(_properties(item)) for item in before.items.values())
    numbers = sum(len(item.quantities) for item in before.items.values())
    return Retention(
        identifiers=Share(len(both), len(before.items)),
        classes=Share(
            sum(before.items[key].ifc_class == after.items[key].ifc_class for key in both), len(before.items)
        ),
        types=Share(
            sum(key in after.items and before.items[key].type_name == after.items[key].type_name for key in typed),
            len(typed),
        ),
        properties=Share(sum(fate.kind == "property" and fate.after == fate.before for fate in fates), values),
        quantities=Share(sum(fate.kind == "quantity" and fate.after == fate.before for fate in fates), numbers),
        renamed=tuple(
            Renamed(fate.key, fate.before, fate.after)
            for fate in fates
            if fate.after is not None and fate.after != fate.before
        ),
        changed=tuple((fate.key, fate.before) for fate in fates if fate.after is None and fate.differs),
        lost=tuple((fate.key, fate.before) for fate in fates if fate.after is None and not fate.differs),
        relations={
            name: Share(len(pairs & after.links.get(name, frozenset())), len(pairs))
            for name, pairs in before.links.items()
        },
    )


def deviations(before: Mapping[str, Shape], after: Mapping[str, Shape]) -> dict[str, Deviation]:
    """Return how far shapes are from what they were, both sides in one frame, for those that both sides have.

    Parameters
    ----------
    before, after : mapping of Shape by identifier
    """
    return {key: _deviation(shape, after[key]) for key, shape in before.items() if key in after}


class _Fate(NamedTuple):
    key: str
    kind: str
    before: Path
    after: Path | None
    differs: bool


def _fates(before: Item, after: Item) -> Iterator[_Fate]:
    pairs = (("property", _properties(before), _properties(after)), ("quantity", _numbers(before), _numbers(after)))
    for kind, values, found in pairs:
        free = {path: value for path, value in found.items() if path not in values}
        for path, value in values.items():
            if path in found:
                same = _equal(value, found[path])
                yield _Fate(before.global_id, kind, path, path if same else None, not same)
                continue
            other = _elsewhere(path, value, free)
            if other is not None:
                del free[other]
            yield _Fate(before.global_id, kind, path, other, differs=False)


def _elsewhere(path: Path, value: Value, free: Mapping[Path, Value]) -> Path | None:
    """Return where a value is found again: under its name in another set first, then under any name."""
    equal = [other for other, found in free.items() if _equal(value, found)]
    return next((other for other in equal if other[1] == path[1]), equal[0] if equal else None)


def _properties(item: Item) -> dict[Path, Value]:
    return {path: value for path, value in item.properties.items() if value is not None}


def _numbers(item: Item) -> dict[Path, Value]:
    return {path: quantity.value for path, quantity in item.quantities.items()}


def _equal(left: Value, right: Value) -> bool:
    numbers = [value for value in (left, right) if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) == 2:
        return math.isclose(*numbers, rel_tol=ROUND_TRIP_TOLERANCE) or same_value(left, right)
    return same_value(left, right)


def _deviation(before: Shape, after: Shape) -> Deviation:
    change = abs(after.volume_m3 - before.volume_m3)
    return Deviation(
        volume_share=change / before.volume_m3 if before.volume_m3 else math.inf if change else 0.0,
        centroid_m=float(np.linalg.norm(after.centroid_m - before.centroid_m)),
        extent_m=float(np.abs(after.extent_m - before.extent_m).max()),
    )
