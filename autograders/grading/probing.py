"""Answers that are tried: functions in the submission's own confined session, files in a fresh one."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

import autograders
from autograders.assignments.files import digest_of
from autograders.candidate.declarations import AnswerDeclaration, AnswerType
from autograders.candidate.errors import AnswerError
from autograders.candidate.inspections import inspection_result
from autograders.candidate.wire import PROBE_MIME, Row, encode_array, from_wire, packed
from autograders.model.answers import Answer, Answers, Argument, ProbeResult

from .collecting import is_bounded, payloads
from .texts import printable

if TYPE_CHECKING:
    # Of Linux alone; results are read where one practises, too.
    from autograders.sandbox import CellRun, Session

Call: TypeAlias = tuple[Argument, ...]
OpenSession: TypeAlias = "Callable[[], Session]"
Inspect: TypeAlias = Callable[[OpenSession, AnswerDeclaration, str, Sequence[Call]], tuple[ProbeResult, ...]]
MAXIMUM_ERROR_CHARACTERS = 300
LARGEST_RESULT = 1e300


def probe_functions(session: "Session", answers: Answers, calls: Mapping[str, Sequence[Call]]) -> Answers:
    """Return the answers, those that are functions with what they returned for each call.

    Parameters
    ----------
    session : Session
        The one that ran the notebook; what it says is the candidate's claim, read like any other.
    answers : Answers
    calls : mapping of str to sequence of tuple
        The grader's inputs, by name of the answer.

    Returns
    -------
    Answers
    """
    return Answers([_probed(session, answer, calls.get(answer.declaration.name, ())) for answer in answers.values()])


def inspect_file(
    open_session: OpenSession, declaration: AnswerDeclaration, text: str, calls: Sequence[Call]
) -> tuple[ProbeResult, ...]:
    """Return what our own reader finds in a file of the field for each call.

    Parameters
    ----------
    open_session : callable
        Opens a session in which nothing of the submission has run.
    declaration : AnswerDeclaration
        Of the answer; it names the reader.
    text : str
        The file.
    calls : sequence of tuple
        What the grader gives the reader beside the file.

    Returns
    -------
    tuple of ProbeResult
        In the order of the calls; empty when nothing at all came back.
    """
    # One session each: a reader that never returns ends it.
    with open_session() as session:
        run = session.execute(inspection_source(declaration, text, calls))
    return read_probes(inspection_result(declaration), len(calls), run.outputs)


def inspect_files(
    open_session: OpenSession,
    answers: Answers,
    calls: Mapping[str, Sequence[Call]],
    inspect: Inspect = inspect_file,
) -> Answers:
    """Return the answers, those that are files of the field with what our own reader found for each call.

    Parameters
    ----------
    open_session : callable
        Opens a session in which nothing of the submission has run; called only where there is a file to read.
    answers : Answers
    calls : mapping of str to sequence of tuple
        What the grader gives the reader beside the file, by name of the answer.
    inspect : callable
        Reads one file.

    Returns
    -------
    Answers
    """
    read = [
        answer
        for answer in answers.values()
        if answer.given and answer.declaration.inspection and calls.get(answer.declaration.name)
    ]
    if not read:
        return answers
    found: dict[str, Answer] = {}
    for answer in read:
        name = answer.declaration.name
        probes = inspect(open_session, answer.declaration, str(answer.value), calls[name])
        found[name] = replace(answer, probes=probes, calls_digest=calls_digest(answer.declaration, calls[name]))
    return Answers([found.get(name, answer) for name, answer in answers.items()])


def inspection_source(declaration: AnswerDeclaration, text: str, calls: Sequence[Call]) -> str:
    """Return the code that asks a fresh session to read a file; the file is in it as a literal of JSON."""
    parts = (declaration.model_dump_json(), json.dumps(text), packed(encoded_calls(calls)))
    arguments = ", ".join(map(repr, parts))
    return f"__import__('autograders.candidate.inspections', fromlist=['inspect']).inspect({arguments})"


def probe_source(name: str, calls: Sequence[Call]) -> str:
    """Return the code that asks a session for the results; it binds no name in the notebook."""
    arguments = f"{name!r}, {packed(encoded_calls(calls))!r}"
    return f"__import__('autograders.candidate.answers', fromlist=['probe']).probe({arguments})"


def calls_digest(declaration: AnswerDeclaration, calls: Sequence[Call]) -> str:
    """Return the SHA-256 of what the results of a trial rest on beside the answer itself.

    Parameters
    ----------
    declaration : AnswerDeclaration
        Of a function, or of a file: then its reader counts as well.
    calls : sequence of tuple
    """
    reader = _version_of_readers() if declaration.inspection else ""
    return hashlib.sha256(f"{encoded_calls(calls)}\n{reader}".encode()).hexdigest()


def read_probes(declared: AnswerDeclaration, count: int, outputs: Sequence[Any]) -> tuple[ProbeResult, ...]:
    """Return one result per call among the outputs of a probe; hostile outputs give results without a value.

    Parameters
    ----------
    declared : AnswerDeclaration
        Of what each call must return; bears the name of the answer.
    count : int
        Number of calls.
    outputs : sequence of dict

    Returns
    -------
    tuple of ProbeResult
        In the order of the calls; empty when nothing at all came back.
    """
    results: dict[int, ProbeResult] = {}
    for payload in payloads(outputs, PROBE_MIME):
        if not isinstance(payload, dict) or not is_bounded(payload) or payload.get("name") != declared.name:
            continue
        index = payload.get("call")
        if type(index) is int and 0 <= index < count:
            results[index] = _result(declared, payload)
    missing = ProbeResult(None, "aucun résultat")
    return tuple(results.get(index, missing) for index in range(count)) if results else ()


def _probed(session: "Session", answer: Answer, calls: Sequence[Call]) -> Answer:
    if answer.declaration.type is not AnswerType.FUNCTION or not answer.given or not calls:
        return answer
    name = answer.declaration.name
    run: CellRun = session.execute(probe_source(name, calls))
    probes = read_probes(answer.declaration.result(), len(calls), run.outputs)
    return replace(answer, probes=probes, calls_digest=calls_digest(answer.declaration, calls))


@cache
def _version_of_readers() -> str:
    """Return the SHA-256 of our code that reads files of the field."""
    folder = Path(autograders.__file__).parent / "candidate"
    return digest_of((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.py")))


def encoded_calls(calls: Sequence[Call]) -> str:
    """Return calls as they travel: JSON; raises what a grader's strange arguments make it raise."""
    return json.dumps([[_encoded(argument) for argument in call] for call in calls], allow_nan=False)


def _encoded(argument: Argument) -> Any:
    if isinstance(argument, np.ndarray):
        return encode_array(argument)
    if isinstance(argument, str | float | int):
        return argument
    return [dict(row) for row in argument]


def _result(declared: AnswerDeclaration, payload: Mapping[str, Any]) -> ProbeResult:
    error = payload.get("error")
    if isinstance(error, str):
        return ProbeResult(None, printable(error, MAXIMUM_ERROR_CHARACTERS))
    if declared.type is AnswerType.TABLE:
        return _rows(declared, payload.get("value"))
    value = payload.get("value")
    # Not isinstance: a boolean is no number.
    if type(value) in (int, float) and abs(value) <= LARGEST_RESULT:  # type: ignore[arg-type]
        return ProbeResult(float(value))  # type: ignore[arg-type]
    return ProbeResult(None, "un nombre fini est attendu")


def _rows(declared: AnswerDeclaration, wire: Any) -> ProbeResult:
    try:
        return ProbeResult(None, rows=cast("tuple[Row, ...]", from_wire(declared, wire)))
    except AnswerError as error:
        return ProbeResult(None, printable(str(error), MAXIMUM_ERROR_CHARACTERS))
