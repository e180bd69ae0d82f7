"""Elements that are the same under another identifier: same class and type, same place, same shape."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from .placements import angle_deg
from .shapes import Shape
from .snapshots import Snapshot

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """From what on two elements differ; conventions of ours.

    Parameters
    ----------
    distance_m : float, m
        Between origins.
    angle_deg : float, degrees
    length_m : float, m
        Between sides of bounding boxes.
    volume_share : float
        Of the larger volume.
    """

    distance_m: float = 0.005
    angle_deg: float = 0.1
    length_m: float = 0.001
    volume_share: float = 0.001


def same_shape(left: Shape | None, right: Shape | None, tolerances: Tolerances) -> bool:
    """Return whether two shapes have one volume and one extent; two that are missing are the same.

    Where a shape lies in its element's axes is left to the tool that writes it.
    """
    if left is None or right is None:
        return left is right
    volumes = left.volume_m3, right.volume_m3
    if abs(volumes[0] - volumes[1]) > tolerances.volume_share * max(volumes):
        return False
    return bool(np.abs(left.extent_m - right.extent_m).max() <= tolerances.length_m)


def regenerated_pairs(
    left: Snapshot, right: Snapshot, gone: Collection[str], come: Collection[str], tolerances: Tolerances
) -> list[Pair]:
    """Return the elements that only changed their identifier.

    One that could be several others is none of them, unless its name and its tag decide.

    Parameters
    ----------
    left, right : Snapshot
    gone, come : collection of str
        Identifiers that only the left, or the right side has.
    tolerances : Tolerances
    """
    candidates = _candidates(left, right, gone, come, tolerances)
    named = _mutual(pair for pair in candidates if _label(left, pair[0]) == _label(right, pair[1]))
    settled = {key for pair in named for key in (("left", pair[0]), ("right", pair[1]))}
    return named + _mutual(
        pair for pair in candidates if ("left", pair[0]) not in settled and ("right", pair[1]) not in settled
    )


def by_kind(of: Snapshot, keys: Iterable[str]) -> dict[Pair, list[str]]:
    """Return elements by class and name of the type."""
    groups: dict[Pair, list[str]] = defaultdict(list)
    for key in keys:
        groups[of.items[key].ifc_class, of.items[key].type_name].append(key)
    return groups


def alike(
    left: Snapshot, ones: Sequence[str], right: Snapshot, others: Sequence[str], tolerances: Tolerances
) -> Iterator[Pair]:
    """Yield the pairs of elements that have one place, one direction and one shape.

    Parameters
    ----------
    left, right : Snapshot
    ones, others : sequence of str
        Elements of the left, and of the right side.
    tolerances : Tolerances
    """
    tree = KDTree([right.placements[key][:3, 3] for key in others])
    near = tree.query_ball_point([left.placements[key][:3, 3] for key in ones], tolerances.distance_m)
    for one, indices in zip(ones, near, strict=True):
        for other in (others[index] for index in sorted(indices)):
            turned = angle_deg(left.placements[one], right.placements[other])
            shapes = left.shapes.get(one), right.shapes.get(other)
            if turned <= tolerances.angle_deg and same_shape(*shapes, tolerances):
                yield one, other


def _candidates(
    left: Snapshot, right: Snapshot, gone: Collection[str], come: Collection[str], tolerances: Tolerances
) -> list[Pair]:
    there = by_kind(right, come)
    return [
        pair
        for kind, keys in by_kind(left, gone).items()
        if kind in there
        for pair in alike(left, keys, right, there[kind], tolerances)
    ]


def _label(of: Snapshot, key: str) -> Pair:
    return of.items[key].name, of.items[key].tag


def _mutual(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs whose two ends are in no other pair."""
    forth: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        forth[one].append(other)
        back[other].append(one)
    return [(one, others[0]) for one, others in forth.items() if len(others) == 1 and len(back[others[0]]) == 1]
