"""What came of grading a cohort: a status for every candidate, and what there is to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from autograders.assignments import ActivityPackage
from autograders.model.exercise import ExerciseCriterion
from autograders.model.verdict import VerdictStatus
from autograders.records import Entry, StoredGrading
from autograders.sandbox import ConfinementReport

from .judging import automatic_points, judged_criteria
from .texts import on_one_line


class CandidateStatus(StrEnum):
    """What became of a candidate's submission."""

    GRADED = "graded"
    TO_REVIEW = "to-review"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class CandidateResult:
    """One candidate's submission to an activity.

    Parameters
    ----------
    candidate : str
    status : CandidateStatus
        ``TO_REVIEW`` where a person has to look at a criterion; ``FAILED`` where nothing could be graded.
    scores : mapping of str to float or None
        Automatic points by criterion; ``None`` while a person has to look.
    problem : str
        Why grading failed; empty when it did not.
    remarks : tuple of str
        In French: notebooks that did not run to their end or were not handed in, irregularities.
    faults : mapping of str to str
        Criterion to what went wrong in its grader.
    """

    candidate: str
    status: CandidateStatus
    scores: Mapping[str, float | None]
    problem: str = ""
    remarks: tuple[str, ...] = ()
    faults: Mapping[str, str]

    @property
    def total(self) -> float:
        """The points that are certain."""
        return round(sum(points for points in self.scores.values() if points is not None), 4)


@dataclass(frozen=True, kw_only=True)
class GradingRun:
    """What came of grading an activity's submissions.

    Parameters
    ----------
    activity : str
    confinement : ConfinementReport or None
        Under which the submissions of the run were executed; ``None`` where none was, since all had been before.
    candidates : tuple of CandidateResult
        Sorted by candidate.
    failing : mapping of str to int
        Criteria on which a grader failed too often, with the number of candidates: a person looks at them for all.
    seconds : float
    """

    activity: str
    confinement: ConfinementReport | None
    candidates: tuple[CandidateResult, ...]
    failing: Mapping[str, int] = field(default_factory=dict)
    seconds: float


def candidate_result(candidate: str, gradings: Sequence[StoredGrading | Entry]) -> CandidateResult:
    """Return what came of a candidate's notebooks, as the records hold them.

    Parameters
    ----------
    candidate : str
    gradings : sequence of StoredGrading or Entry
        The last one of each notebook.
    """
    verdicts = [item for stored in gradings for item in stored.verdicts]
    review = any(item.verdict.status is VerdictStatus.REVIEW for item in verdicts)
    return CandidateResult(
        candidate=candidate,
        status=CandidateStatus.TO_REVIEW if review else CandidateStatus.GRADED,
        scores={item.verdict.criterion: item.points for item in verdicts},
        remarks=tuple(remark for stored in gradings for remark in _remarks(stored)),
        faults={criterion: fault for stored in gradings for criterion, fault in stored.grading.faults.items()},
    )


def failed_result(candidate: str, problem: str) -> CandidateResult:
    """Return the result of a submission that could not be graded."""
    # Neither the name of a folder nor what went wrong in it was written by us.
    return CandidateResult(
        candidate=on_one_line(candidate),
        status=CandidateStatus.FAILED,
        scores={},
        problem=on_one_line(problem),
        faults={},
    )


def _remarks(stored: StoredGrading | Entry) -> list[str]:
    grading = stored.grading
    told = [grading.problem, grading.ending_message, *grading.irregularities]
    return [f"{grading.exercise}\u00a0: {remark}" for remark in told if remark]


@dataclass(frozen=True, kw_only=True)
class CriterionSummary:
    """How a cohort did on one criterion.

    Parameters
    ----------
    criterion : str
    mean_points : float or None
        Of the scores that are certain; ``None`` where none is.
    maximum : float
        Points that the grader decides.
    full, part, none, to_review : int
        How many candidates got all points, some, none, and how many a person has to look at.
    """

    criterion: str
    mean_points: float | None
    maximum: float
    full: int
    part: int
    none: int
    to_review: int


def criterion_summaries(activity: ActivityPackage, run: GradingRun) -> tuple[CriterionSummary, ...]:
    """Return how the candidates of a run did on each criterion, in the order of the exercises."""
    judged = [criterion for package in activity.exercises for criterion in judged_criteria(package)]
    return tuple(_summary(criterion, run) for criterion in judged)


def _summary(criterion: ExerciseCriterion, run: GradingRun) -> CriterionSummary:
    scores = [result.scores[criterion.id] for result in run.candidates if criterion.id in result.scores]
    certain = [points for points in scores if points is not None]
    maximum = automatic_points(criterion)
    full = sum(points >= maximum for points in certain)
    none = sum(points == 0 for points in certain)
    return CriterionSummary(
        criterion=criterion.id,
        mean_points=round(sum(certain) / len(certain), 4) if certain else None,
        maximum=maximum,
        full=full,
        part=len(certain) - full - none,
        none=none,
        to_review=len(scores) - len(certain),
    )
