"""What was done on which day, how far it led, and which misconceptions came up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from autograders.lab.catalogue import AvailableExercise, Catalogue

from .attempts import Attempt
from .mastery import MASTERED_FROM, Level
from .overview import overview


@dataclass(frozen=True, kw_only=True)
class Session:
    """What was judged of one exercise on one day.

    Parameters
    ----------
    on : date
        By the clock of this machine.
    exercise : str
        Name of its folder.
    judged : int
        How many criteria.
    succeeded : int
        How many of them reached what counts as mastered.
    """

    on: date
    exercise: str
    judged: int
    succeeded: int


@dataclass(frozen=True, kw_only=True)
class Misread:
    """A misconception that came up.

    Parameters
    ----------
    exercise : AvailableExercise
    criterion : str
    message : str
        In French, as the exercise declares it.
    times : int
        In how many attempts.
    last_on : date
    """

    exercise: AvailableExercise
    criterion: str
    message: str
    times: int
    last_on: date


def sessions(attempts: Sequence[Attempt]) -> tuple[Session, ...]:
    """Return what was done by day and exercise, the latest first."""
    best: dict[tuple[date, str], dict[str, float]] = defaultdict(dict)
    for attempt in attempts:
        criteria = best[_day(attempt), attempt.exercise]
        criteria[attempt.criterion] = max(attempt.fraction, criteria.get(attempt.criterion, 0.0))
    return tuple(
        Session(
            on=on,
            exercise=exercise,
            judged=len(criteria),
            succeeded=sum(fraction >= MASTERED_FROM for fraction in criteria.values()),
        )
        for (on, exercise), criteria in sorted(best.items(), reverse=True)
    )


def mastered_by_day(catalogue: Catalogue, attempts: Sequence[Attempt], last: int) -> tuple[tuple[date, int], ...]:
    """Return how many criteria were mastered at the end of each day of practice.

    Parameters
    ----------
    catalogue : Catalogue
    attempts : sequence of Attempt
        The oldest first.
    last : int
        How many days at most; the earlier ones are left out.
    """
    days = sorted({_day(attempt) for attempt in attempts})[-last:]
    counts = []
    for day in days:
        reached = overview(catalogue, [attempt for attempt in attempts if _day(attempt) <= day])
        counts.append((day, sum(mastery.level is Level.MASTERED for mastery in reached.criteria.values())))
    return tuple(counts)


def misconceptions(catalogue: Catalogue, attempts: Sequence[Attempt]) -> tuple[Misread, ...]:
    """Return the misconceptions that came up, the most frequent first; those no exercise declares are left out."""
    declared = {
        (item.name, criterion.id, misconception.id): (item, misconception.message)
        for item in catalogue.exercises
        for criterion in item.exercise.criteria
        for misconception in criterion.misconceptions
    }
    days: dict[tuple[str, str, str], list[date]] = defaultdict(list)
    for attempt in attempts:
        for identifier in attempt.misconceptions:
            days[attempt.exercise, attempt.criterion, identifier].append(_day(attempt))
    found = [
        Misread(
            exercise=declared[key][0],
            criterion=key[1],
            message=declared[key][1],
            times=len(met),
            last_on=max(met),
        )
        for key, met in days.items()
        if key in declared
    ]
    return tuple(sorted(found, key=lambda item: (-item.times, -item.last_on.toordinal(), item.criterion)))


def _day(attempt: Attempt) -> date:
    return attempt.at.astimezone().date()
