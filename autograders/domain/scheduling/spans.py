"""Where an activity stands in time, and what a link asks of one end when the other is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .calendars import Calendar
from .network import LinkType, Precedence

_FROM_FINISH = {LinkType.FINISH_START, LinkType.FINISH_FINISH}
_TO_FINISH = {LinkType.FINISH_FINISH, LinkType.START_FINISH}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Working days in a row, or the moment of a milestone.

    Parameters
    ----------
    calendar : Calendar
    start : int
        Number of its first working day, as ``Calendar.count_before`` counts; of a milestone, of the day at whose
        beginning it is reached.
    days : int
        0 for a milestone.
    closing : bool
        Whether a milestone closes what precedes it: it is then dated on the evening before, as schedules print it
        (a convention of ours).
    """

    calendar: Calendar
    start: int
    days: int
    closing: bool = False

    @property
    def begins(self) -> int:
        """Ordinal of its first day."""
        return self.calendar.ordinal(self.start)

    @property
    def ends(self) -> int:
        """Ordinal of the day after its last one; of a milestone, of the evening that its morning follows."""
        return self.calendar.ordinal(self.start + self.days - 1) + 1

    def ordinals(self) -> Iterator[int]:
        """Return its working days; none of a milestone."""
        return self.calendar.ordinals(self.start, self.days)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date.fromordinal(self.calendar.ordinal(self.start - self.closing))

    @property
    def last_day(self) -> date:
        """Its last day, included."""
        return max(self.first_day, date.fromordinal(self.ends - 1))


def least_start(link: Precedence, predecessor: Span, successor: Span) -> int:
    """Return the working day on which a link lets its successor start at the earliest.

    Both ends are compared in the working time of the successor; a finish that follows a finish comes on the same day
    at the earliest.

    Parameters
    ----------
    link : Precedence
    predecessor : Span
    successor : Span
        Its start does not matter.

    Examples
    --------
    >>> from autograders.domain.scheduling import WEEKDAYS
    >>> first, second = (Span(calendar=WEEKDAYS, start=start, days=5) for start in (100, 0))
    >>> link = Precedence(predecessor="A", successor="B", lag_days=2)
    >>> least_start(link, first, second), greatest_start(link, second, first)
    (107, 93)
    """
    count_before = successor.calendar.count_before
    if not _from_finish(link, predecessor):
        reached = count_before(predecessor.begins)
    elif _to_finish(link, successor):
        reached = count_before(predecessor.ends - 1) + 1
    else:
        reached = count_before(predecessor.ends)
    return reached + link.lag_days - _days_until(link, successor)


def greatest_start(link: Precedence, predecessor: Span, successor: Span) -> int:
    """Return the working day on which a link lets its predecessor start at the latest: ``least_start`` turned round.

    Parameters
    ----------
    link : Precedence
    predecessor : Span
        Its start does not matter.
    successor : Span

    Examples
    --------
    >>> from autograders.domain.scheduling import WEEKDAYS
    >>> link = Precedence(predecessor="A", successor="B", type=LinkType.START_START, lag_days=2)
    >>> greatest_start(link, *(Span(calendar=WEEKDAYS, start=100, days=5) for _ in "AB"))
    98
    """
    count_before = predecessor.calendar.count_before
    limit = successor.start + _days_until(link, successor) - link.lag_days
    if not _from_finish(link, predecessor):
        return count_before(successor.calendar.ordinal(limit) + 1) - 1
    if _to_finish(link, successor):
        return count_before(successor.calendar.ordinal(limit - 1) + 1) - predecessor.days
    return count_before(successor.calendar.ordinal(limit)) - predecessor.days


def _from_finish(link: Precedence, predecessor: Span) -> bool:
    # A milestone starts and finishes at the same moment.
    return link.type in _FROM_FINISH and predecessor.days > 0


def _to_finish(link: Precedence, successor: Span) -> bool:
    # The evening of a closing milestone is that of the last day before it.
    return link.type in _TO_FINISH or successor.closing


def _days_until(link: Precedence, successor: Span) -> int:
    return successor.days if link.type in _TO_FINISH else 0
