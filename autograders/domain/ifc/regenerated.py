"""Elements that are the same under another identifier: same class and type, same place, same shape."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
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


def _candidates(
    left: Snapshot, right: Snapshot, gone: Collection[str], come: Collection[str], tolerances: Tolerances
) -> list[Pair]:
    there = _by_kind(right, come)
    found = []
    for kind, keys in _by_kind(left, gone).items():
        others = there.get(kind, [])
        if others:
            tree = KDTree([right.placements[key][:3, 3] for key in others])
            near = tree.query_ball_point([left.placements[key][:3, 3] for key in keys], tolerances.distance_m)
            same = _sameness(left, right, tolerances)
            found += [
                (key, others[index])
                for key, indices in zip(keys, near, strict=True)
                for index in sorted(indices)
                if same(key, others[index])
            ]
    return found


def _by_kind(of: Snapshot, keys: Collection[str]) -> dict[Pair, list[str]]:
    groups: dict[Pair, list[str]] = defaultdict(list)
    for key in keys:
        groups[of.items[key].ifc_class, of.items[key].type_name].append(key)
    return groups


def _sameness(left: Snapshot, right: Snapshot, tolerances: Tolerances) -> Callable[[str, str], bool]:
    def same(one: str, other: str) -> bool:
        turned = angle_deg(left.placements[one], right.placements[other])
        return turned <= tolerances.angle_deg and same_shape(left.shapes.get(one), right.shapes.get(other), tolerances)

    return same


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
