"""What came of judging a cohort's stored answers again: for every candidate, what changed and what could not be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograders.model.verdict import VerdictStatus

from .changes import CriterionChange


class RegradingStatus(StrEnum):
    """What became of a candidate."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    CHANGED = "changed"
    TO_REVIEW = "to-review"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class CandidateRegrading:
    """One candidate's hand-in, judged again.

    Parameters
    ----------
    candidate : str
    changes : tuple of CriterionChange
    left : mapping of str to str
        Exercise to why its verdicts were left as they were.
    unsettled : mapping of str to str
        Criterion to why it could not be judged again, in French; a person has to look at it.
    faults : mapping of str to str
        Criterion to what went wrong in its grader.
    problem : str
        Why nothing could be judged or written; empty where it could.
    """

    candidate: str
    changes: tuple[CriterionChange, ...] = ()
    left: Mapping[str, str]
    unsettled: Mapping[str, str]
    faults: Mapping[str, str]
    problem: str = ""

    @property
    def status(self) -> RegradingStatus:
        """``TO_REVIEW`` where this run leaves something that a person has to look at."""
        reviewed = any(change.after.verdict.status is VerdictStatus.REVIEW for change in self.changes)
        if self.problem:
            return RegradingStatus.FAILED
        if self.left or self.unsettled or self.faults or reviewed:
            return RegradingStatus.TO_REVIEW
        if any(change.score_changed for change in self.changes):
            return RegradingStatus.CHANGED
        return RegradingStatus.REWORDED if self.changes else RegradingStatus.UNCHANGED


@dataclass(frozen=True, kw_only=True)
class GraderChange:
    """By which graders a notebook was judged before, and by which it is now.

    Parameters
    ----------
    exercise : str
    before : tuple of str
        Versions in the records, sorted.
    after : str
    """

    exercise: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, kw_only=True)
class RegradingRun:
    """What came of judging an activity's records again.

    Parameters
    ----------
    activity : str
    graders : tuple of GraderChange
    candidates : tuple of CandidateRegrading
        Sorted by candidate.
    tried_again : int
        Notebooks of which a function or a file had to be tried again.
    seconds : float
    """

    activity: str
    graders: tuple[GraderChange, ...]
    candidates: tuple[CandidateRegrading, ...]
    tried_again: int
    seconds: float
