"""What the store keeps of one graded notebook, as frozen types."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from autograders.candidate.declarations import AnswerDeclaration
from autograders.model.answers import Answers, AnswerState, ProbeResult
from autograders.model.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Grading:
    """One notebook of one candidate, graded once.

    Parameters
    ----------
    activity, exercise, candidate : str
    graded_at : datetime
        With its zone.
    variant_number : int or None
        ``None`` where the notebook was never run.
    variant_digest : str
        Of the exercise's data set in that variant.
    grader_version : str
    confinement : str
        Level under which the notebook ran; empty where it was not run.
    ending_kind, ending_message : str
        Why the run did not reach its end; empty where it did.
    problem : str
        Why the notebook could not be read or graded; empty where it was.
    irregularities : tuple of str
        What was done to the notebook or emitted by it that the instructor should know.
    faults : mapping of str to str
        Criterion to what went wrong in its grader.
    work_key : str
        SHA-256 of everything that decides what comes of the hand-in; empty where it may not be taken for done.
    """

    activity: str
    exercise: str
    candidate: str
    graded_at: datetime
    variant_number: int | None = None
    variant_digest: str = ""
    grader_version: str = ""
    confinement: str = ""
    ending_kind: str = ""
    ending_message: str = ""
    problem: str = ""
    irregularities: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    work_key: str = ""


@dataclass(frozen=True, kw_only=True)
class ScoredVerdict:
    """A verdict with what it is worth and what it rests on.

    Parameters
    ----------
    verdict : Verdict
    points : float or None
        ``None`` while a person has to look.
    maximum : float
        Points that the grader decides.
    answers_digest : str
        SHA-256 of the answers that the criterion reads.
    voided : bool
        Whether the criterion's cell was not what had been released, so that no answer counted.
    """

    verdict: Verdict
    points: float | None
    maximum: float
    answers_digest: str
    voided: bool = False


@dataclass(frozen=True, kw_only=True)
class StoredAnswer:
    """An answer as it arrived.

    Parameters
    ----------
    name : str
    state : AnswerState
    message : str
    wire : object
        Its JSON form.
    probes : tuple of ProbeResult
    digest : str
        SHA-256, for the evidence.
    declaration_digest : str
        SHA-256 of what was asked for; empty where an older version stored the answer.
    calls_digest : str
        SHA-256 of the calls whose results the probes are; empty where there are none, or as above.
    """

    name: str
    state: AnswerState
    message: str
    wire: Any
    probes: tuple[ProbeResult, ...]
    digest: str
    declaration_digest: str = ""
    calls_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class StoredGrading:
    """A grading read back from the store.

    Parameters
    ----------
    id : int
    grading : Grading
    verdicts : tuple of ScoredVerdict
        In the order in which they were stored.
    """

    id: int
    grading: Grading
    verdicts: tuple[ScoredVerdict, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One graded notebook as it goes into the store.

    Parameters
    ----------
    grading : Grading
    answers : tuple of StoredAnswer or None
        ``None`` where the notebook was not run.
    verdicts : tuple of ScoredVerdict
    """

    grading: Grading
    answers: tuple[StoredAnswer, ...] | None
    verdicts: tuple[ScoredVerdict, ...]


@dataclass(frozen=True, kw_only=True)
class Override:
    """A score that a person put in place of a grader's, and why.

    Parameters
    ----------
    activity, exercise, candidate, criterion : str
    cell : str
        nbgrader's identifier of the cell that bears the score.
    points, maximum : float
        What the person gave, of what can be had.
    former_auto_score, former_manual_score : float or None
        What the gradebook held until then.
    reason, author : str
        Why, and who decided.
    overridden_at : datetime
        With its zone.
    """

    activity: str
    exercise: str
    candidate: str
    criterion: str
    cell: str
    points: float
    maximum: float
    former_auto_score: float | None
    former_manual_score: float | None
    reason: str
    author: str
    overridden_at: datetime

    @property
    def former_score(self) -> float | None:
        """The score that counted until then; ``None`` where there was none."""
        return self.former_auto_score if self.former_manual_score is None else self.former_manual_score

    def stands(self, auto_score: float | None, manual_score: float | None) -> bool:
        """Return whether a gradebook still holds what was decided, and the grader says what it said then.

        nbgrader asks for a look at every manual score after each grading: then it is asked in vain.
        """
        return (self.points, self.former_auto_score) == (manual_score, auto_score)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The level that a person gave to a candidate's work on one criterion.

    Parameters
    ----------
    candidate, criterion : str
    grader : str
        Who gave it; what the same person gives later takes its place.
    level : int
        0 to 4, as the criterion's grid describes them.
    remark : str
        May be empty.
    is_arbiter : bool
        Whether the person settles what other graders disagree on.
    assessed_at : datetime
        With its zone.
    """

    candidate: str
    criterion: str
    grader: str
    level: int
    remark: str
    is_arbiter: bool
    assessed_at: datetime


@dataclass(frozen=True, kw_only=True)
class DefenceTime:
    """When a stage of a candidate's thesis defence began and ended, in minutes from the start of the defence.

    Parameters
    ----------
    candidate : str
    stage : str
        Its title in the referential.
    start_minute, end_minute : int
    author : str
        Who noted it.
    noted_at : datetime
        With its zone.
    """

    candidate: str
    stage: str
    start_minute: int
    end_minute: int
    author: str
    noted_at: datetime


Decision: TypeAlias = Override | Assessment | DefenceTime
"""What a person decides or notes: kept as it is, never changed."""


def stored_answers(answers: Answers) -> tuple[StoredAnswer, ...]:
    """Return answers as they are kept."""
    return tuple(
        StoredAnswer(
            name=name,
            state=answer.state,
            message=answer.message,
            wire=answer.wire,
            probes=answer.probes,
            digest=answer.digest(),
            declaration_digest=declaration_digest(answer.declaration),
            calls_digest=answer.calls_digest,
        )
        for name, answer in answers.items()
    )


def declaration_digest(declaration: AnswerDeclaration) -> str:
    """Return the SHA-256 of what is asked for, whatever it is called in prose."""
    return hashlib.sha256(declaration.model_dump_json(exclude={"label"}).encode()).hexdigest()


def answers_digest(answers: Answers, names: tuple[str, ...]) -> str:
    """Return the SHA-256 of some answers together, for the evidence of a verdict.

    Parameters
    ----------
    answers : Answers
    names : tuple of str
        Those that a criterion reads.
    """
    parts = "\n".join(f"{name} {answers[name].digest()}" for name in names)
    return hashlib.sha256(parts.encode()).hexdigest()
