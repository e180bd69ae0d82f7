"""Working calendars: which days count, numbered so that adding working days is adding whole numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice

from dateutil.easter import easter

from ..errors import DomainError

_WEEK_DAYS = 7
_ORDINALS = range(date.min.toordinal(), date.max.toordinal())


@dataclass(frozen=True)
class Calendar:
    """Days of the week that are worked, less holidays.

    Working days are numbered in a row, so that a working day and the next one differ by 1 over weekends and holidays.
    Days are given as ordinals (``date.toordinal``): whole numbers, in which the moment between two days has a name, the
    beginning of the second.

    Parameters
    ----------
    weekdays : frozenset of int
        Monday is 0; Monday to Friday by default.
    holidays : frozenset of date

    Raises
    ------
    DomainError
        If no day of the week is worked, or one is not of 0 to 6.
    """

    weekdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Refuse weeks without work."""
        if not self.weekdays or not self.weekdays <= set(range(_WEEK_DAYS)):
            raise DomainError(
                f"jours ouvrés {sorted(self.weekdays)} reçus ; un jour au moins attendu, de 0 (lundi) à 6 (dimanche)"
            )

    @cached_property
    def _days_off(self) -> list[int]:
        """Ordinals of the holidays that fall on days that would be worked, in order."""
        return sorted(day.toordinal() for day in self.holidays if day.weekday() in self.weekdays)

    @cached_property
    def _counts_in_week(self) -> list[int]:
        """How many weekdays are worked before each day of a week."""
        return [sum(weekday < day for weekday in self.weekdays) for day in range(_WEEK_DAYS)]

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked.

        Examples
        --------
        >>> Calendar().is_working(date(2026, 1, 3)), Calendar().is_working(date(2026, 1, 5))
        (False, True)
        """
        return day.weekday() in self.weekdays and day not in self.holidays

    def count_before(self, ordinal: int) -> int:
        """Return how many working days lie before a day, counted from year 1: the number of the first from it on.

        Examples
        --------
        >>> friday, monday = date(2026, 1, 2).toordinal(), date(2026, 1, 5).toordinal()
        >>> Calendar().count_before(monday) - Calendar().count_before(friday)
        1
        """
        # Ordinal 1 is a Monday.
        weeks, days = divmod(ordinal - 1, _WEEK_DAYS)
        return weeks * len(self.weekdays) + self._counts_in_week[days] - bisect_left(self._days_off, ordinal)

    def ordinal(self, number: int) -> int:
        """Return the day of a number, such that ``count_before`` of it is the number.

        Raises
        ------
        DomainError
            If it lies outside of the years 1 to 9999.

        Examples
        --------
        >>> friday = date(2026, 1, 2)
        >>> following = Calendar().count_before(friday.toordinal()) + 1
        >>> date.fromordinal(Calendar().ordinal(following)).isoformat()
        '2026-01-05'
        """
        # It lies in the week that it would lie in without holidays, or later by as many working days as there are.
        first, last = (
            min(_WEEK_DAYS * (max(each, 0) // len(self.weekdays)), len(_ORDINALS))
            for each in (number, number + len(self._days_off) + len(self.weekdays))
        )
        at = bisect_right(_ORDINALS, number, first, last, key=lambda day: self.count_before(day + 1))
        if number < 0 or at == len(_ORDINALS):
            raise DomainError("date hors des années 1 à 9999 obtenue ; revoir le début, les durées et les délais")
        return _ORDINALS[at]

    def ordinals(self, number: int, days: int) -> Iterator[int]:
        """Return so many working days in a row from the one of a number on.

        Examples
        --------
        >>> friday = date(2026, 1, 2).toordinal()
        >>> [day - friday for day in Calendar().ordinals(Calendar().count_before(friday), 3)]
        [0, 3, 4]
        """
        if days > 0:
            following, off = range(self.ordinal(number), _ORDINALS.stop), frozenset(self._days_off)
            # Ordinal 1 is a Monday.
            worked = (day for day in following if (day - 1) % _WEEK_DAYS in self.weekdays and day not in off)
            yield from islice(worked, days)

    def working_days(self, first: date, last: date) -> int:
        """Return how many days are worked from one day to another, both included.

        Examples
        --------
        >>> Calendar().working_days(date(2026, 1, 2), date(2026, 1, 6))
        3
        """
        return max(0, self.count_before(last.toordinal() + 1) - self.count_before(first.toordinal()))


WEEKDAYS = Calendar()
EVERY_DAY = Calendar(weekdays=frozenset(range(_WEEK_DAYS)))


def french_public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of a year (article L3133-1 of the French labour code).

    Those that move follow Easter: its Monday, Ascension (39 days after) and Whit Monday (50 days after).

    Examples
    --------
    >>> sorted(day.isoformat() for day in french_public_holidays(2026))[1:6]
    ['2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25']
    """
    fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    sunday = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in fixed] + [sunday + timedelta(days=days) for days in (1, 39, 50)]
    )
