"""Three-way merge: what two sides made of a common state, put together, with what they disagree on."""

from dataclasses import dataclass

from .differences import Key, Record, Records, Value, same_record, same_value


@dataclass(frozen=True, kw_only=True)
class FieldConflict:
    """Both sides changed a field, differently.

    Parameters
    ----------
    key : Key
    field : str
    base, left, right : Value
        ``None`` where there is none.
    """

    key: Key
    field: str
    base: Value
    left: Value
    right: Value


@dataclass(frozen=True, kw_only=True)
class DeletionConflict:
    """One side deleted a record that the other one changed.

    Parameters
    ----------
    key : Key
    base : Record
    left, right : Record or None
        ``None`` for the side that deleted it.
    """

    key: Key
    base: Record
    left: Record | None
    right: Record | None


Conflict = FieldConflict | DeletionConflict


@dataclass(frozen=True, kw_only=True)
class Merge:
    """What a merge gives.

    Parameters
    ----------
    merged : mapping of records by key
        What is in conflict stands as in the common state until someone decides.
    conflicts : tuple of Conflict
    """

    merged: Records
    conflicts: tuple[Conflict, ...]


def three_way_merge(base: Records, left: Records, right: Records) -> Merge:
    """Return what two sides made of a common state, field by field.

    A field that both left alone or changed alike is kept, one that a single side changed is taken from it, one that
    both changed differently is a conflict. So is a record that one side deleted and the other one changed; one that
    was deleted and otherwise left alone goes. Values are compared as ``difference`` does.

    Convention of ours: fields are merged one by one. What must not be mixed, a quantity and its unit, is one field.

    Parameters
    ----------
    base, left, right : mapping of records by key

    Returns
    -------
    Merge
        Keys in the order of the base, then of the left side.

    Examples
    --------
    >>> base = {"P10": {"quantity": 2, "note": ""}, "P20": {"quantity": 1}}
    >>> left = {"P10": {"quantity": 3, "note": ""}}
    >>> right = {"P10": {"quantity": 2, "note": "à coller"}, "P20": {"quantity": 4}}
    >>> result = three_way_merge(base, left, right)
    >>> result.merged
    {'P10': {'quantity': 3, 'note': 'à coller'}, 'P20': {'quantity': 1}}
    >>> [type(conflict).__name__ for conflict in result.conflicts]
    ['DeletionConflict']
    """
    merged: dict[Key, Record] = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys((*base, *left, *right)):
        origin, ours, theirs = base.get(key), left.get(key), right.get(key)
        kept = theirs if ours is None else ours
        if ours is not None and theirs is not None:
            merged[key], found = _merged_record(key, origin or {}, ours, theirs)
            conflicts += found
        elif origin is None and kept is not None:
            merged[key] = kept
        elif origin is not None and kept is not None and not same_record(origin, kept):
            merged[key] = origin
            conflicts.append(DeletionConflict(key=key, base=origin, left=ours, right=theirs))
    return Merge(merged=merged, conflicts=tuple(conflicts))


def _merged_record(key: Key, base: Record, left: Record, right: Record) -> tuple[Record, list[FieldConflict]]:
    merged: dict[str, Value] = {}
    conflicts: list[FieldConflict] = []
    for field in dict.fromkeys((*base, *left, *right)):
        origin, ours, theirs = base.get(field), left.get(field), right.get(field)
        if same_value(ours, theirs) or same_value(origin, theirs):
            value = ours
        elif same_value(origin, ours):
            value = theirs
        else:
            value = origin
            conflicts.append(FieldConflict(key=key, field=field, base=origin, left=ours, right=theirs))
        if value is not None:
            merged[field] = value
    return merged, conflicts
