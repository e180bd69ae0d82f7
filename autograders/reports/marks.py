"""Marks that know what they lack: how much is settled, and between which bounds the rest can still bring them.

Shares are exact fractions, so that weights add up to 1 and bounds hold without rounding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MARK_MAXIMUM = 20


class State(StrEnum):
    """How far a number is established, the most settled first."""

    COMPLETE = "complete"
    PENDING = "pending"
    REVIEW = "review"
    MISSING = "missing"
    NOT_ASSESSED = "not_assessed"


class Outcome(StrEnum):
    """What a threshold says of a mark, whatever is still open."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    OPEN = "open"
    NO_THRESHOLD = "no_threshold"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A share of what can be had, 0 to 1, as far as it is known.

    Parameters
    ----------
    minimum, maximum : Fraction
        What it is if nothing, or everything, is reached of what is open.
    settled : Fraction
        Share of the weight that is decided; 1 where nothing is open.

    Examples
    --------
    >>> half = Mark(minimum=Fraction(1, 4), maximum=Fraction(3, 4), settled=Fraction(1, 2))
    >>> half.value is None, float(half.out_of_20(half.maximum))
    (True, 15.0)
    """

    minimum: Fraction
    maximum: Fraction
    settled: Fraction

    def __post_init__(self) -> None:
        """Refuse what no computation should produce."""
        if not 0 <= self.minimum <= self.maximum <= 1:
            raise ValueError(f"bounds {self.minimum} to {self.maximum} are not in order within 0 to 1")
        if not 0 <= self.settled <= 1:
            raise ValueError(f"a settled share of {self.settled} is outside 0 to 1")

    @property
    def value(self) -> Fraction | None:
        """The share reached; ``None`` while anything is open."""
        return self.minimum if self.settled == 1 else None

    @staticmethod
    def out_of_20(share: Fraction) -> Fraction:
        """Return a share as a mark out of 20."""
        return share * MARK_MAXIMUM


OPEN_MARK = Mark(minimum=Fraction(0), maximum=Fraction(1), settled=Fraction(0))


def weighted(parts: Iterable[tuple[Fraction, Mark]]) -> Mark:
    """Return the mark that weighted marks make together.

    Parameters
    ----------
    parts : iterable of (Fraction, Mark)
        Weights add up to 1.

    Raises
    ------
    ValueError
        If they do not.

    Examples
    --------
    >>> full = Mark(minimum=Fraction(1), maximum=Fraction(1), settled=Fraction(1))
    >>> weighted([(Fraction(3, 10), full), (Fraction(7, 10), OPEN_MARK)]).minimum
    Fraction(3, 10)
    """
    known = list(parts)
    total = sum((weight for weight, _ in known), Fraction(0))
    if total != 1:
        raise ValueError(f"weights add up to {total}, expected 1")
    return Mark(
        minimum=sum((weight * mark.minimum for weight, mark in known), Fraction(0)),
        maximum=sum((weight * mark.maximum for weight, mark in known), Fraction(0)),
        settled=sum((weight * mark.settled for weight, mark in known), Fraction(0)),
    )


def mean(marks: Iterable[Mark]) -> Mark:
    """Return the mark of marks that weigh the same."""
    known = list(marks)
    return weighted((Fraction(1, len(known)), mark) for mark in known)


def reduced(mark: Mark, penalty: Fraction) -> Mark:
    """Return a mark less a penalty, never below 0.

    Parameters
    ----------
    mark : Mark
    penalty : Fraction
        Share of what can be had; not negative.
    """
    return Mark(
        minimum=max(Fraction(0), mark.minimum - penalty),
        maximum=max(Fraction(0), mark.maximum - penalty),
        settled=mark.settled,
    )


def outcome(mark: Mark, threshold_out_of_20: float | None) -> Outcome:
    """Return whether a mark reaches a threshold, said only where what is open cannot change it.

    The mark is compared as it is, not as printed: 9.996 does not reach 10.
    """
    if threshold_out_of_20 is None:
        return Outcome.NO_THRESHOLD
    threshold = Fraction(threshold_out_of_20) / MARK_MAXIMUM
    if mark.minimum >= threshold:
        return Outcome.REACHED
    return Outcome.NOT_REACHED if mark.maximum < threshold else Outcome.OPEN


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what several thresholds say together: all have to be reached; where there is none, nothing is said.

    Examples
    --------
    >>> together([Outcome.REACHED, Outcome.NO_THRESHOLD]).value, together([Outcome.OPEN, Outcome.NOT_REACHED]).value
    ('reached', 'not_reached')
    """
    found = set(outcomes) - {Outcome.NO_THRESHOLD}
    for decisive in (Outcome.NOT_REACHED, Outcome.OPEN, Outcome.REACHED):
        if decisive in found:
            return decisive
    return Outcome.NO_THRESHOLD
