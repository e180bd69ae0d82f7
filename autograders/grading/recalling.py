"""Stored answers read again under the declarations and the calls of the present grader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from autograders.assignments import ExercisePackage
from autograders.candidate.declarations import AnswerDeclaration, AnswerType
from autograders.candidate.errors import AnswerError
from autograders.candidate.wire import from_wire
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.records import StoredAnswer, declaration_digest


class Staleness(StrEnum):
    """What an answer lacks before the present grader can judge it."""

    PROBE = "probe"
    """The function was never tried on the calls that the grader makes now."""
    INSPECTION = "inspection"
    """The file was never read against them, or not by the present reader."""
    RUN = "run"
    """It was not asked for, or otherwise, when the notebook ran: what it would be now is not known."""


@dataclass(frozen=True)
class Recalled:
    """The answers of a notebook, out of the records.

    Parameters
    ----------
    answers : Answers
        Every answer that the exercise declares now; not those of earlier notebooks.
    stale : mapping of str to Staleness
        Those that cannot be judged as they are.
    """

    answers: Answers
    stale: Mapping[str, Staleness]


def recall_answers(
    package: ExercisePackage, stored: Iterable[StoredAnswer], calls_digests: Mapping[str, str]
) -> Recalled:
    """Return what a notebook handed in, as a run of today would hand it to the graders.

    Parameters
    ----------
    package : ExercisePackage
    stored : iterable of StoredAnswer
        Of one grading.
    calls_digests : mapping of str to str
        What the present grader tries, by name of the answer; none for one that it does not try.

    Returns
    -------
    Recalled
    """
    by_name = {answer.name: answer for answer in stored}
    answers, stale = [], {}
    for declaration in package.exercise.answers:
        answer, lack = _recalled(declaration, by_name.get(declaration.name), calls_digests.get(declaration.name, ""))
        answers.append(answer)
        if lack is not None:
            stale[declaration.name] = lack
    return Recalled(Answers(answers), stale)


def _recalled(
    declaration: AnswerDeclaration, stored: StoredAnswer | None, calls_digest: str
) -> tuple[Answer, Staleness | None]:
    if stored is None:
        return Answer(declaration=declaration, state=AnswerState.MISSING), Staleness.RUN
    if stored.state is not AnswerState.GIVEN:
        asked_otherwise = stored.declaration_digest != declaration_digest(declaration)
        lack = Staleness.RUN if stored.state is AnswerState.REFUSED and asked_otherwise else None
        kept = Answer(declaration=declaration, state=stored.state, message=stored.message, wire=stored.wire)
        return kept, lack
    try:
        value = from_wire(declaration, stored.wire)
    except AnswerError:  # asked for otherwise now: what the notebook would hand in is not known
        return Answer(declaration=declaration, state=AnswerState.MISSING), Staleness.RUN
    answer = Answer(declaration=declaration, state=AnswerState.GIVEN, value=value, wire=stored.wire)
    if not declaration.is_tried or not calls_digest:
        return answer, None
    if (stored.calls_digest, stored.declaration_digest) == (calls_digest, declaration_digest(declaration)):
        return replace(answer, probes=stored.probes, calls_digest=calls_digest), None
    return answer, Staleness.PROBE if declaration.type is AnswerType.FUNCTION else Staleness.INSPECTION
