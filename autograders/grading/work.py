"""What travels between the process that runs a cohort and those that grade: bytes of JSON, bounded and checked."""

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from nbformat import from_dict
from pydantic import BaseModel, ConfigDict, ValidationError

from autograders.assignments import CourseLimits
from autograders.candidate.errors import AtelierError
from autograders.records import Grading, ScoredVerdict, StoredAnswer
from autograders.sandbox import ConfinementReport

from .bundles import Bundle
from .gradings import GradedSubmission

# Notebooks of 128 MiB each, and the data of a variant with them.
MAXIMUM_REQUEST_BYTES = 4 * 1024**3
MAXIMUM_REPLY_BYTES = 1024**3


class WorkError(AtelierError):
    """What came from another process is not what was agreed upon."""


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class Submitted(_Message):
    """One notebook as it was handed in.

    Parameters
    ----------
    content : bytes
    problem : str
        In French: why there is no content; empty where there is.
    """

    content: bytes = b""
    problem: str = ""


class Request(_Message):
    """One candidate's whole hand-in of an activity, or nothing but the demand to get ready.

    Parameters
    ----------
    activity : str
    course : str
        Digest of the bundle with the graders.
    limits : CourseLimits
    candidate : str
        Empty where nothing is to be graded yet.
    variant : str
        Digest of the bundle with the candidate's data.
    notebooks : dict of str to Submitted
        By exercise; those that were handed in.
    bundles : tuple of Bundle
        Those that the worker is known to lack.
    """

    format: Literal[1] = 1
    activity: str
    course: str
    limits: CourseLimits
    candidate: str = ""
    variant: str = ""
    notebooks: dict[str, Submitted] = {}
    bundles: tuple[Bundle, ...] = ()


class Graded(_Message):
    """A graded submission: the parts of ``GradedSubmission``."""

    notebook: dict[str, Any]
    scores: dict[str, float | None]
    grading: Grading
    answers: tuple[StoredAnswer, ...] | None
    verdicts: tuple[ScoredVerdict, ...]


class Reply(_Message):
    """What a worker says.

    Parameters
    ----------
    missing : tuple of str
        Digests of bundles without which it cannot begin; all else is empty then.
    refused : str
        Why this worker cannot grade.
    confinement : ConfinementReport or None
        Under which it grades.
    graded : tuple of Graded
        In the order of the notebooks.
    """

    format: Literal[1] = 1
    missing: tuple[str, ...] = ()
    refused: str = ""
    confinement: ConfinementReport | None = None
    graded: tuple[Graded, ...] = ()


Message = TypeVar("Message", Request, Reply)
_MAXIMUM = {Request: MAXIMUM_REQUEST_BYTES, Reply: MAXIMUM_REPLY_BYTES}


def encoded(message: Request | Reply) -> bytes:
    """Return a message as it travels."""
    return message.model_dump_json().encode()


def decoded(kind: type[Message], data: bytes) -> Message:
    """Return a message that has arrived.

    Raises
    ------
    WorkError
        If it is too long or not as it should be.
    """
    if len(data) > _MAXIMUM[kind]:
        raise WorkError(f"a {kind.__name__.lower()} of {len(data)} bytes arrived, {_MAXIMUM[kind]} at most are read.")
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise WorkError(
            f"a {kind.__name__.lower()} arrived that is none ({place}: {error.errors()[0]['msg']}). "
            "Install the same version of the course on every machine."
        ) from None


def sent(graded: GradedSubmission) -> Graded:
    """Return a graded submission as it travels."""
    return Graded.model_construct(
        notebook=graded.notebook,
        scores=dict(graded.scores),
        grading=graded.grading,
        answers=graded.answers,
        verdicts=graded.verdicts,
    )


def received(items: Iterable[Graded]) -> tuple[GradedSubmission, ...]:
    """Return graded submissions that have arrived."""
    return tuple(
        GradedSubmission(
            notebook=from_dict(item.notebook),
            scores=item.scores,
            grading=item.grading,
            answers=item.answers,
            verdicts=item.verdicts,
        )
        for item in items
    )
