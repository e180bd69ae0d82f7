"""Effectivity: from which date or serial number to which one something holds, without gap or overlap."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain
from typing import Generic, TypeVar

from ..errors import DomainError

Moment = TypeVar("Moment", int, date)


@dataclass(frozen=True, kw_only=True)
class Effectivity(Generic[Moment]):
    """A range of dates or of serial numbers.

    Parameters
    ----------
    start : date or int
        First day or serial number.
    end : date or int, optional
        The first one that is no longer in it, so that ranges that follow each other share a bound; open by default.

    Raises
    ------
    DomainError
        If a bound is neither a date nor an integer, the bounds differ in kind, or the range is empty.

    Examples
    --------
    >>> Effectivity(start=date(2026, 1, 1), end=date(2026, 7, 1)).covers(date(2026, 6, 30))
    True
    """

    start: Moment
    end: Moment | None = None

    def __post_init__(self) -> None:
        """Refuse what is no range."""
        kinds = {type(bound) for bound in (self.start, self.end) if bound is not None}
        # A datetime is a date that compares with none, and a bool an int that counts nothing.
        if kinds not in ({int}, {date}):
            raise DomainError(f"bornes {self.start!r} et {self.end!r} reçues ; deux dates ou deux entiers attendus")
        if self.end is not None and self.end <= self.start:
            raise DomainError(f"effectivité vide : de {self.start} à {self.end} exclu ; la fin doit suivre le début")

    @classmethod
    def through(cls, first: Moment, last: Moment) -> "Effectivity[Moment]":
        """Return the range of which both bounds are part, as forms ask for it.

        The last day of the calendar, 31/12/9999, stands for an open end, as in the systems that write it.

        Examples
        --------
        >>> Effectivity.through(1, 50)
        Effectivity(start=1, end=51)
        """
        if isinstance(last, date):
            return cls(start=first, end=None if last == date.max else last + timedelta(days=1))
        return cls(start=first, end=last + 1)

    def covers(self, moment: Moment) -> bool:
        """Return whether a day or a serial number is in it."""
        _refuse_mixture([self], Effectivity(start=moment))
        return self.start <= moment and (self.end is None or moment < self.end)


def gaps(ranges: Iterable[Effectivity[Moment]], horizon: Effectivity[Moment]) -> list[Effectivity[Moment]]:
    """Return the parts of a horizon that no range covers, in order.

    Parameters
    ----------
    ranges : iterable of Effectivity
    horizon : Effectivity

    Raises
    ------
    DomainError
        If dates and serial numbers are mixed.

    Examples
    --------
    >>> gaps([Effectivity(start=1, end=10), Effectivity(start=12)], Effectivity(start=1, end=100))
    [Effectivity(start=10, end=12)]
    """
    return _stretches(ranges, horizon, lambda count: count == 0)


def overlaps(ranges: Iterable[Effectivity[Moment]], horizon: Effectivity[Moment]) -> list[Effectivity[Moment]]:
    """Return the parts of a horizon that more than one range covers, in order.

    Parameters
    ----------
    ranges : iterable of Effectivity
    horizon : Effectivity

    Raises
    ------
    DomainError
        If dates and serial numbers are mixed.

    Examples
    --------
    >>> overlaps([Effectivity(start=1, end=10), Effectivity(start=8)], Effectivity(start=1))
    [Effectivity(start=8, end=10)]
    """
    return _stretches(ranges, horizon, lambda count: count > 1)


def _stretches(
    ranges: Iterable[Effectivity[Moment]], horizon: Effectivity[Moment], wanted: Callable[[int], bool]
) -> list[Effectivity[Moment]]:
    """Return the parts of a horizon covered by a wanted number of ranges, as long as they go."""
    given = list(ranges)
    _refuse_mixture(given, horizon)
    changes: Counter[Moment] = Counter({horizon.start: 0})
    for each in filter(None, (_within(each, horizon) for each in given)):
        changes[each.start] += 1
        if each.end is not None:
            changes[each.end] -= 1
    moments: list[Moment] = sorted(moment for moment in changes if moment != horizon.end)
    counts = accumulate(changes[moment] for moment in moments)
    found: list[Effectivity[Moment]] = []
    ends: Iterable[Moment | None] = chain(moments[1:], [horizon.end])
    for start, end, count in zip(moments, ends, counts, strict=True):
        if wanted(count):
            if found and found[-1].end == start:
                start = found.pop().start
            found.append(Effectivity(start=start, end=end))
    return found


def _within(each: Effectivity[Moment], horizon: Effectivity[Moment]) -> Effectivity[Moment] | None:
    start = max(each.start, horizon.start)
    ends = [end for end in (each.end, horizon.end) if end is not None]
    end = min(ends) if ends else None
    return Effectivity(start=start, end=end) if end is None or start < end else None


def _refuse_mixture(ranges: Iterable[Effectivity[Moment]], other: Effectivity[Moment]) -> None:
    if any(type(each.start) is not type(other.start) for each in ranges):
        raise DomainError("dates et numéros de série mêlés ; un seul des deux attendu pour une même position")
