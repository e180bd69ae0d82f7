"""Verdicts: what a grader says of one criterion, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class VerdictStatus(StrEnum):
    """What became of a criterion."""

    JUDGED = "judged"
    NOT_ANSWERED = "not_answered"
    REVIEW = "review"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that a criterion looks at.

    Parameters
    ----------
    label : str
        What is looked at, in French.
    weight : float
        Share in the criterion, relative to the other checks.
    fraction : float
        What was reached of it, 0 to 1.
    message : str
        In French: what was received, what kind of thing was expected, what to do.
    misconception : str
        Identifier of the recognised misconception, as declared in exercise.toml; empty where there is none.
    review : bool
        Right or wrong beyond the grader's reach: a person has to look.
    """

    label: str
    weight: float
    fraction: float
    message: str
    misconception: str = ""
    review: bool = False

    def __post_init__(self) -> None:
        """Refuse what no grader should produce."""
        if not 0.0 <= self.fraction <= 1.0:
            raise ValueError(f"fraction {self.fraction} of check '{self.label}' is outside 0 to 1")
        if not self.weight > 0.0:
            raise ValueError(f"weight {self.weight} of check '{self.label}' is not positive")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of one criterion.

    Parameters
    ----------
    criterion : str
        Identifier in the referential, such as ``C2.1.2.noise``.
    status : VerdictStatus
    fraction : float
        Share of the automatic points reached, 0 to 1; provisional when the status is ``REVIEW``.
    checks : tuple of Check
    message : str
        Said above the checks, in French; empty where the checks say it all.
    """

    criterion: str
    status: VerdictStatus
    fraction: float
    checks: tuple[Check, ...] = ()
    message: str = ""

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions recognised, in the order of the checks."""
        return tuple(check.misconception for check in self.checks if check.misconception)


def verdict_of(criterion: str, checks: Sequence[Check]) -> Verdict:
    """Return the verdict that a criterion's checks add up to: the weighted mean of their fractions.

    Examples
    --------
    >>> right = Check(label="écart-type", weight=3, fraction=1, message="")
    >>> wrong = Check(label="avis", weight=1, fraction=0, message="")
    >>> verdict_of("C2.1.2.noise", [right, wrong]).fraction
    0.75
    """
    weight = sum(check.weight for check in checks)
    fraction = sum(check.weight * check.fraction for check in checks) / weight if weight else 0.0
    review = any(check.review for check in checks) or not checks
    status = VerdictStatus.REVIEW if review else VerdictStatus.JUDGED
    # Thirds and the like may add up to 1 + 1e-16.
    return Verdict(criterion=criterion, status=status, fraction=min(1.0, round(fraction, 6)), checks=tuple(checks))


def not_answered(criterion: str, message: str) -> Verdict:
    """Return the verdict on a criterion that nothing was handed in for."""
    return Verdict(criterion=criterion, status=VerdictStatus.NOT_ANSWERED, fraction=0.0, message=message)


def to_review(criterion: str, message: str) -> Verdict:
    """Return the verdict on a criterion that a person must look at."""
    return Verdict(criterion=criterion, status=VerdictStatus.REVIEW, fraction=0.0, message=message)
