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
        The verdict's own message, then those of the checks.
    lost : tuple of str
        The messages of the checks that kept something back, for the author to see why.
    fault : str
        What went wrong in the grader itself; empty when it did its work.
    """

    status: VerdictStatus
    fraction: float
    misconceptions: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    fault: str = ""


class Outcome(Kept):
    """What became of one submission on one variant.

    Parameters
    ----------
    criteria : dict
        By identifier.
    ending : str
        How the run ended before the notebook did; empty when it did not.
    failure : str
        Why there is no verdict at all: the runner or the grading failed; empty otherwise.
    """

    criteria: dict[str, CriterionOutcome] = Field(default_factory=dict)
    ending: str = ""
    failure: str = ""


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


def criterion_outcome(verdict: Verdict, fault: str) -> CriterionOutcome:
    """Return what is worth keeping of a verdict, and of what went wrong in its grader."""
    lost = tuple(f"{check.label}: {check.message}" for check in verdict.checks if check.fraction < 1.0)
    messages = (verdict.message, *[check.message for check in verdict.checks])
    return CriterionOutcome(
        status=verdict.status,
        fraction=verdict.fraction,
        misconceptions=verdict.misconceptions,
        messages=tuple(message for message in messages if message),
        lost=lost,
        fault=fault,
    )
