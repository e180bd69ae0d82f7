"""What a verification found, in plain values that can be kept and printed."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from autograders.candidate.errors import Fault
from autograders.model.verdict import Verdict, VerdictStatus


class Kept(BaseModel):
    """Base of the frozen values that the cache keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CriterionOutcome(Kept):
    """What one submission got for one criterion on one variant.

    Parameters
    ----------
    status : VerdictStatus
    fraction : float
    misconceptions : tuple of str
    messages : tuple of str
        The verdict's own message, then one per check that kept something back, or any other.
    lost : tuple of str
        The messages of the checks that kept something back, for the author to see why.
    checked : bool
        Whether the grader came to any check; a verdict to review without one means that it failed.
    """

    status: VerdictStatus
    fraction: float
    misconceptions: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    checked: bool = True


class Outcome(Kept):
    """What became of one submission on one variant.

    Parameters
    ----------
    criteria : dict
        By identifier.
    failure : str
        Why there is no verdict at all: the runner or the grading failed; empty otherwise.
    """

    criteria: dict[str, CriterionOutcome] = Field(default_factory=dict)
    failure: str = ""


class JunkOutcome(Kept):
    """What junk answers did to the graders of one exercise.

    Parameters
    ----------
    problems : tuple of (criterion, message)
    """

    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExerciseReport:
    """The result of a verification.

    Parameters
    ----------
    exercise : str
        Name of the exercise's folder.
    variants : int
        On how many variants the accepted submissions were graded; 0 where it did not come to that.
    submissions : int
        How many submissions of the bank were graded.
    faults : tuple of Fault
    """

    exercise: str
    variants: int
    submissions: int
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """Return the report as ``atelier verify --json`` prints it."""
        return {
            "exercise": self.exercise,
            "ok": self.ok,
            "variants": self.variants,
            "submissions": self.submissions,
            "faults": [
                {"file": fault.where, "key": fault.key, "message": fault.message, "repair": fault.repair}
                for fault in self.faults
            ],
        }


def outcome_of(verdict: Verdict) -> CriterionOutcome:
    """Return what is worth keeping of a verdict."""
    lost = tuple(f"{check.label}: {check.message}" for check in verdict.checks if check.fraction < 1.0)
    messages = (verdict.message, *[check.message for check in verdict.checks])
    return CriterionOutcome(
        status=verdict.status,
        fraction=verdict.fraction,
        misconceptions=verdict.misconceptions,
        messages=tuple(message for message in messages if message),
        lost=lost,
        checked=bool(verdict.checks),
    )
