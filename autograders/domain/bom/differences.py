"""What differs between two systems that hold records of the same things: a mock-up and a PLM, two revisions."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

# What only means something together, such as a quantity and its unit, goes into one field as a tuple.
Value = str | float | bool | None | tuple[str | float | bool | None, ...]
Record = Mapping[str, Value]
# A single identifier, or several that identify together: parent, child, find number.
Key = str | tuple[str, ...]
Records = Mapping[Key, Record]
# Relative; a conversion of units and back changes the last digits. A convention of ours.
NUMBER_TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class FieldDifference:
    """A field in which two records of one key differ.

    Parameters
    ----------
    key : Key
    field : str
    left, right : Value
        ``None`` where a side does not have the field.
    """

    key: Key
    field: str
    left: Value
    right: Value


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What differs between a left and a right side.

    Parameters
    ----------
    only_left, only_right : tuple of Key
        Keys that the other side does not have.
    changed : tuple of FieldDifference
        Of the keys that both have.
    """

    only_left: tuple[Key, ...]
    only_right: tuple[Key, ...]
    changed: tuple[FieldDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both sides say the same."""
        return not (self.only_left or self.only_right or self.changed)


def difference(left: Records, right: Records, fields: Collection[str] | None = None) -> Difference:
    """Return what differs between two sides, in the order of the left one.

    Conventions of ours: a field that is missing is one that is empty; numbers are compared as numbers, within
    ``NUMBER_TOLERANCE``; a text is never a number.

    Parameters
    ----------
    left, right : mapping of records by key
    fields : collection of str, optional
        Those to compare; all by default.

    Examples
    --------
    >>> found = difference({"g1": {"mass_kg": 12.0}, "g2": {}}, {"g1": {"mass_kg": 12.5}})
    >>> found.only_left, [(each.field, each.left, each.right) for each in found.changed]
    (('g2',), [('mass_kg', 12.0, 12.5)])
    """
    return Difference(
        only_left=tuple(key for key in left if key not in right),
        only_right=tuple(key for key in right if key not in left),
        changed=tuple(
            FieldDifference(key=key, field=field, left=record.get(field), right=right[key].get(field))
            for key, record in left.items()
            if key in right
            for field in dict.fromkeys((*record, *right[key]))
            if (fields is None or field in fields) and not same_value(record.get(field), right[key].get(field))
        ),
    )


def same_value(left: Value, right: Value) -> bool:
    """Return whether two values of a field say the same.

    Examples
    --------
    >>> same_value(0.1 + 0.2, 0.3), same_value("2", 2), same_value(True, 1)
    (True, False, False)
    """
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(same_value(*pair) for pair in zip(left, right, strict=True))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return _same_number(left, right)
    return left == right


def same_record(left: Record, right: Record) -> bool:
    """Return whether two records say the same in all fields."""
    return all(same_value(left.get(field), right.get(field)) for field in {*left, *right})


def jaccard(left: Collection[Key], right: Collection[Key]) -> float:
    """Return the share of all keys that both sides have, |A ∩ B|/|A ∪ B| (Jaccard, 1901); 1 for two empty ones.

    Examples
    --------
    >>> jaccard(["g1", "g2", "g3", "g4"], ["g1", "g2", "g5"])
    0.4
    """
    either = {*left, *right}
    return len({*left} & {*right}) / len(either) if either else 1.0


def _same_number(left: float, right: float) -> bool:
    try:
        # What is not a number is still the same as itself: otherwise no patch could ever settle it.
        return math.isclose(left, right, rel_tol=NUMBER_TOLERANCE) or (math.isnan(left) and math.isnan(right))
    except OverflowError:  # an integer beyond what a float can hold
        return left == right
