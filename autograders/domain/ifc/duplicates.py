"""Elements that stand for one thing: same class and type, same place, same shape. Each of them counts in a bill."""

from .regenerated import Tolerances, alike, by_kind
from .snapshots import Snapshot


def coincident_elements(of: Snapshot, tolerances: Tolerances | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the groups of elements that lie one on another, as a copy pasted in place does.

    Elements that share a shape in several places, by mapped items, are no duplicates. Elements without a shape are
    left out: an assembly stands where its first part does.

    Parameters
    ----------
    of : Snapshot
    tolerances : Tolerances, optional

    Returns
    -------
    tuple of tuples of str
        Identifiers, in the order of the model.
    """
    chosen = tolerances or Tolerances()
    leader: dict[str, str] = {}
    for keys in by_kind(of, of.shapes).values():
        for one, other in alike(of, keys, of, keys, chosen):
            leader.setdefault(other, leader.get(one, one))
    groups: dict[str, list[str]] = {}
    for key in of.items:
        if key in leader:
            groups.setdefault(leader[key], []).append(key)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
