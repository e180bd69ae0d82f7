"""How long candidates took for an exam: from its start, which the course states, to when they handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from autograders.assignments.exams import Exam


@dataclass(frozen=True, kw_only=True)
class TimesTaken:
    """Minutes from the start of an exam to the hand-in.

    Parameters
    ----------
    candidates : int
        Who handed in after the start.
    allotted_minutes : float
        Without extra time.
    shortest_minutes, lower_quartile_minutes, median_minutes, upper_quartile_minutes, longest_minutes : float
        Quartiles are interpolated linearly (Hyndman and Fan, 1996, definition 7).
    late : int
        Who handed in after the own end, extra time included.
    """

    candidates: int
    allotted_minutes: float
    shortest_minutes: float
    lower_quartile_minutes: float
    median_minutes: float
    upper_quartile_minutes: float
    longest_minutes: float
    late: int


def times_taken(handed_in_at: Mapping[str, datetime], exam: Exam) -> TimesTaken | None:
    """Return how long candidates took; ``None`` where nobody handed in after the start.

    Parameters
    ----------
    handed_in_at : mapping of str to datetime
        The last hand-in of each candidate, with its zone.
    exam : Exam

    Examples
    --------
    >>> exam = Exam(activity="A2.1", starts_at="2026-12-05T09:00:00+00:00", due_at="2026-12-05T12:00:00+00:00")
    >>> moments = {"ada": datetime.fromisoformat("2026-12-05T10:30:00+00:00")}
    >>> times_taken(moments, exam).median_minutes
    90.0
    """
    minute = timedelta(minutes=1)
    taken = {name: (at - exam.starts_at) / minute for name, at in handed_in_at.items() if at >= exam.starts_at}
    if not taken:
        return None
    shortest, lower, median, upper, longest = map(float, np.percentile(list(taken.values()), [0, 25, 50, 75, 100]))
    return TimesTaken(
        candidates=len(taken),
        allotted_minutes=(exam.due_at - exam.starts_at) / minute,
        shortest_minutes=shortest,
        lower_quartile_minutes=lower,
        median_minutes=median,
        upper_quartile_minutes=upper,
        longest_minutes=longest,
        late=sum(handed_in_at[name] > exam.due_for(name) for name in taken),
    )
