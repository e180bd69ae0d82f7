"""How well a criterion is mastered, and when it is proposed again. The whole rule is a convention of ours.

What counts on one variant is the best result, since its data and its verdicts are known after the first try. What
counts of a criterion are the last three variants, the latest with weight 3, the one before with 2, the third with 1: to
solve the same question on new data is what shows a method rather than a remembered figure. A mixed criterion is half
automatic and half human (the self-assessment); a half never judged counts as nothing. From 80 % on it is mastered, as
in mastery learning (Bloom, 1968, *Learning for Mastery*: 80 to 90 % correct before going on); from 50 % on, nearly.

Hints take nothing away. A result reached with hints is marked « to confirm without a hint », and comes again soon.

What is mastered is proposed again after 3, 7, 21, then 60 days. Of Leitner (1972, *So lernt man lernen*) we take the
boxes: each success at a time when it was due moves to the next interval, each failure back to the first. Of Cepeda,
Vul, Rohrer, Wixted and Pashler (2008, *Spacing Effects in Learning: A Temporal Ridgeline of Optimal Retention*) we take
that the best gap grows with the time over which one wants to remember, but less than in proportion: about a fifth to
two fifths of it for a week, a twentieth to a tenth for a year. The four figures themselves are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import StrEnum
from types import MappingProxyType

from autograders.model.exercise import Grading

from .attempts import Attempt, Source

MASTERED_FROM = 0.8
NEARLY_FROM = 0.5
WEIGHTS_LATEST_FIRST = (3, 2, 1)
REVIEW_DAYS = (3, 7, 21, 60)
# Sums of thirds and tenths do not always reach the threshold that they equal.
DECIMALS = 9


class Level(StrEnum):
    """How far a candidate has come with a criterion, a competency or an activity."""

    NONE = "none"
    BEGUN = "begun"
    NEARLY = "nearly"
    MASTERED = "mastered"


class Half(StrEnum):
    """Who decides a part of a criterion's points."""

    AUTOMATIC = "automatic"
    HUMAN = "human"


SHARES: Mapping[Grading, Mapping[Half, float]] = MappingProxyType(
    {
        Grading.AUTO: {Half.AUTOMATIC: 1.0},
        Grading.MIXED: {Half.AUTOMATIC: 0.5, Half.HUMAN: 0.5},
        Grading.RUBRIC: {Half.HUMAN: 1.0},
    }
)


@dataclass(frozen=True, kw_only=True)
class Mastery:
    """How well something is mastered.

    Parameters
    ----------
    score : float
        0 to 1.
    level : Level
    to_confirm : bool
        Whether it is mastered, but the latest result was reached with hints.
    last_on : date or None
        Of the latest attempt, in UTC.
    review_on : date or None
        From when on it is proposed again; ``None`` where it is not mastered yet.
    """

    score: float = 0.0
    level: Level = Level.NONE
    to_confirm: bool = False
    last_on: date | None = None
    review_on: date | None = None


NOT_TRIED = Mastery()


@dataclass(frozen=True, kw_only=True)
class _OnVariant:
    """The best result on one variant, when it was first reached, and whether with hints."""

    fraction: float
    on: date
    helped: bool


def criterion_mastery(how: Grading, attempts: Sequence[Attempt]) -> Mastery:
    """Return how well a criterion is mastered.

    Parameters
    ----------
    how : Grading
        Who decides its points.
    attempts : sequence of Attempt
        On this criterion, in any order.

    Returns
    -------
    Mastery

    Examples
    --------
    >>> from datetime import datetime
    >>> first = Attempt(
    ...     at=datetime(2026, 3, 1, tzinfo=UTC), activity="a", exercise="e", criterion="C2.1.2.noise", variant="d1",
    ...     source=Source.PRACTICE, fraction=0.5, points=2, maximum=4,
    ... )
    >>> criterion_mastery(Grading.AUTO, [first]).level.value
    'nearly'
    """
    halves = {half: _by_variant(half, attempts) for half in SHARES[how]}
    if not any(halves.values()):
        return NOT_TRIED
    score = sum(share * _recent(halves[half]) for half, share in SHARES[how].items())
    reviews = [day for results in halves.values() if (day := _review_on(results)) is not None]
    return _mastery(
        score,
        to_confirm=any(results[-1].helped for results in halves.values() if results),
        last_on=max(_day(attempt) for attempt in attempts),
        review_on=min(reviews, default=None),
    )


def rolled_up(parts: Sequence[Mastery]) -> Mastery:
    """Return how well a whole is mastered whose parts weigh the same: a competency, an activity.

    Parameters
    ----------
    parts : sequence of Mastery
        At least one.

    Returns
    -------
    Mastery
        Its score is the mean; it comes up again when the first of its parts does.

    Examples
    --------
    >>> rolled_up([NOT_TRIED, Mastery(score=1.0, level=Level.MASTERED)]).level.value
    'nearly'
    """
    if all(part.level is Level.NONE for part in parts):
        return NOT_TRIED
    return _mastery(
        sum(part.score for part in parts) / len(parts),
        to_confirm=any(part.to_confirm for part in parts),
        last_on=max((part.last_on for part in parts if part.last_on is not None), default=None),
        review_on=min((part.review_on for part in parts if part.review_on is not None), default=None),
    )


def _mastery(score: float, *, to_confirm: bool, last_on: date | None, review_on: date | None) -> Mastery:
    score = min(1.0, round(score, DECIMALS))
    level = Level.MASTERED if score >= MASTERED_FROM else Level.NEARLY if score >= NEARLY_FROM else Level.BEGUN
    return Mastery(
        score=score,
        level=level,
        to_confirm=to_confirm and level is Level.MASTERED,
        last_on=last_on,
        review_on=review_on if level is Level.MASTERED else None,
    )


def _half(attempt: Attempt) -> Half:
    return Half.HUMAN if attempt.source is Source.SELF_ASSESSMENT else Half.AUTOMATIC


def _day(attempt: Attempt) -> date:
    return attempt.at.astimezone(UTC).date()


def _by_variant(half: Half, attempts: Sequence[Attempt]) -> list[_OnVariant]:
    """Return the best result on each variant, in the order in which the variants were first tried."""
    by_variant: dict[str, list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda item: (item.at, item.variant, item.fraction, item.hints)):
        if _half(attempt) is half:
            by_variant.setdefault(attempt.variant, []).append(attempt)
    # Of equal results max returns the first.
    best = [max(tries, key=lambda item: item.fraction) for tries in by_variant.values()]
    return [_OnVariant(fraction=item.fraction, on=_day(item), helped=item.hints > 0) for item in best]


def _recent(results: Sequence[_OnVariant]) -> float:
    weighted = list(zip(WEIGHTS_LATEST_FIRST, reversed(results), strict=False))
    total = sum(weight for weight, _ in weighted)
    return sum(weight * result.fraction for weight, result in weighted) / total if total else 0.0


def _review_on(results: Sequence[_OnVariant]) -> date | None:
    """Return when the next review is due by Leitner's boxes; ``None`` after a failure, or without a result."""
    box, due = -1, None
    for result in results:
        if result.fraction < MASTERED_FROM:
            box, due = -1, None
            continue
        # Repeating before it is due, or with a hint, proves nothing about remembering.
        if due is None or (result.on >= due and not result.helped):
            box = min(box + 1, len(REVIEW_DAYS) - 1)
        due = result.on + timedelta(days=REVIEW_DAYS[box])
    return due
