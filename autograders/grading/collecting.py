"""Answers out of the messages that a submission emitted; whatever it emitted."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograders.candidate.declarations import AnswerDeclaration
from autograders.candidate.errors import AnswerError
from autograders.candidate.wire import ANSWER_MIME, from_wire
from autograders.model.answers import Answer, Answers, AnswerState
from autograders.model.exercise import Exercise

from .texts import on_one_line

# A whole notebook hands in some tens of values; these bounds only stop what is no answer.
MAXIMUM_REMARKS = 20
MAXIMUM_CLAIMS = 5_000
MAXIMUM_DEPTH = 6
MAXIMUM_PARTS = 200_000
MAXIMUM_CHARACTERS = 4_000_000
MAXIMUM_REFUSAL_CHARACTERS = 300


@dataclass(frozen=True)
class Collected:
    """What a submission handed in.

    Parameters
    ----------
    answers : Answers
        Every declared answer, given or not.
    remarks : tuple of str
        In French, for the report: what was emitted and set aside, and why.
    """

    answers: Answers
    remarks: tuple[str, ...]


def collect_answers(exercise: Exercise, name: str, digest: str, outputs: Iterable[Any]) -> Collected:
    """Return the answers among a run's outputs: the last well-formed value of each name.

    Parameters
    ----------
    exercise : Exercise
    name : str
        Of the exercise, as its messages must bear it.
    digest : str
        Of the variant that was given to the candidate; a value made on another one is set apart.
    outputs : iterable of dict
        All outputs of the run, in order; hostile.

    Returns
    -------
    Collected
    """
    claims, remarks = _claims(outputs)
    declared = {declaration.name: declaration for declaration in exercise.answers}
    by_name: dict[str, list[Mapping[str, Any]]] = {name: [] for name in declared}
    for claim in claims:
        fault = _fault(claim, name, by_name)
        if fault:
            remarks.append(fault)
        else:
            by_name[claim["name"]].append(claim)
    answers = Answers([_answer(declared[key], digest, by_name[key]) for key in declared])
    return Collected(answers, tuple(dict.fromkeys(remarks))[:MAXIMUM_REMARKS])


def payloads(outputs: Iterable[Any], mime: str) -> Iterator[Any]:
    """Yield what outputs hold under a MIME type, in order."""
    for output in outputs:
        data = output.get("data") if isinstance(output, dict) else None
        if isinstance(data, dict) and mime in data:
            yield data[mime]


def is_bounded(payload: Any) -> bool:
    """Whether a payload is small and shallow enough to be looked at; itself bounded.

    Examples
    --------
    >>> is_bounded({"value": [1, 2]}), is_bounded([[[[[[[1]]]]]]])
    (True, False)
    """
    waiting: list[tuple[Any, int]] = [(payload, 1)]
    parts = characters = 0
    while waiting:
        part, depth = waiting.pop()
        parts += 1
        if isinstance(part, str):
            characters += len(part)
        elif isinstance(part, dict | list):
            if depth > MAXIMUM_DEPTH or parts + len(waiting) + len(part) > MAXIMUM_PARTS:
                return False
            children = [*part.keys(), *part.values()] if isinstance(part, dict) else part
            waiting.extend((child, depth + 1) for child in children)
        if parts > MAXIMUM_PARTS or characters > MAXIMUM_CHARACTERS:
            return False
    return True


def _claims(outputs: Iterable[Any]) -> tuple[list[Any], list[str]]:
    claims = list(payloads(outputs, ANSWER_MIME))
    if len(claims) <= MAXIMUM_CLAIMS:
        return claims, []
    remark = f"{len(claims)} réponses émises : seules les {MAXIMUM_CLAIMS} dernières ont été lues."
    return claims[-MAXIMUM_CLAIMS:], [remark]


def _fault(claim: Any, exercise: str, declared: Mapping[str, object]) -> str:
    """Return why a claim is set aside; empty for one that may be read."""
    if not isinstance(claim, dict) or not is_bounded(claim):
        return "Une réponse mal formée ou démesurée a été écartée."
    if type(claim.get("format")) is not int or claim["format"] != 1 or not isinstance(claim.get("name"), str):
        return "Une réponse mal formée a été écartée."
    if claim.get("exercise") != exercise:
        return f"Une réponse au nom d’un autre exercice ({_quoted(claim.get('exercise'))}) a été écartée."
    if claim["name"] not in declared:
        return f"Une réponse de nom inconnu ({_quoted(claim['name'])}) a été écartée."
    return ""


def _answer(declaration: AnswerDeclaration, digest: str, claims: Sequence[Mapping[str, Any]]) -> Answer:
    """Return one answer: the last value of the right variant, else of another one, else the last refusal."""
    message, elsewhere = "", None
    for claim in reversed(claims):
        if "value" not in claim:
            message = message or _refusal(claim.get("refused"))
            continue
        try:
            value = from_wire(declaration, claim["value"])
            _check_storable(declaration, claim["value"])
        except AnswerError as error:
            message = message or on_one_line(str(error), MAXIMUM_REFUSAL_CHARACTERS)
            continue
        if claim.get("variant") == digest:
            state = AnswerState.GIVEN
            return Answer(declaration=declaration, state=state, value=value, wire=claim["value"])
        elsewhere = elsewhere or Answer(declaration=declaration, state=AnswerState.OTHER_VARIANT, wire=claim["value"])
    if elsewhere is not None:
        return elsewhere
    state = AnswerState.REFUSED if message else AnswerState.MISSING
    return Answer(declaration=declaration, state=state, message=message)


def _check_storable(declaration: AnswerDeclaration, wire: Any) -> None:
    try:
        json.dumps(wire, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise AnswerError(f"« {declaration.name} » : caractères illisibles reçus, un texte Unicode attendu") from None


def _refusal(message: object) -> str:
    return on_one_line(message, MAXIMUM_REFUSAL_CHARACTERS) if isinstance(message, str) and message else ""


def _quoted(value: object) -> str:
    return f"« {on_one_line(value, 60)} »" if isinstance(value, str) else "sans nom"
