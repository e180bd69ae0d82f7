"""``open_case`` and ``answer``: how a notebook receives its case and hands in its values."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from .cases import Case, load_case
from .declarations import AnswerDeclaration, AnswerType
from .errors import AnswerError, CaseError
from .handed_in import is_kept, keep
from .wire import ANSWER_MIME, PROBE_MIME, Wire, decode_array, described, from_wire, to_wire, unpacked

Listener: TypeAlias = Callable[[Case, str, Wire | None], None]
"""Called with the case, the name of an answer and what was handed in under it, or ``None`` where nothing was."""

MAXIMUM_MESSAGE_CHARACTERS = 500
_FORMER = "Ce qui a été accepté auparavant sous ce nom n’est pas remplacé."

_opened: list[Case] = []
_functions: dict[str, tuple[Callable[..., object], AnswerDeclaration]] = {}
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Have a function called after each ``answer``; where one practises, feedback comes of it."""
    if listener not in _listeners:
        _listeners.append(listener)


def opened_case() -> Case | None:
    """Return the case that was opened last, or ``None`` before any was."""
    return _opened[-1] if _opened else None


def open_case(exercise: str, folder: str | Path = ".") -> Case:
    """Open the case of an exercise: the figures of the specification, the files, the expected answers.

    Parameters
    ----------
    exercise : str
        Name of the exercise, given in the notebook's first cell.
    folder : str or Path
        The activity's folder; by default the one in which the notebook runs.

    Returns
    -------
    Case

    Raises
    ------
    CaseError
        If the folder is not that of the case, or is damaged.
    """
    case = load_case(exercise, Path(folder))
    _opened[:] = [case]
    return case


def answer(name: str, value: object) -> None:
    """Hand in one value under its declared name, after checking that it is well formed.

    A badly formed value is reported and is no answer; nothing is raised, so that the answers that follow in
    the same cell are still handed in. The last well-formed value of a name counts.

    Parameters
    ----------
    name : str
        As declared for the exercise.
    value : object
        ``None`` means no answer.
    """
    if not _opened:
        _show("Aucune étude de cas n’est ouverte : exécutez d’abord la première cellule du carnet.", None)
        return
    case = _opened[-1]
    identity = {"format": 1, "exercise": case.exercise.exercise, "variant": case.digest, "name": str(name)[:64]}
    if value is None:
        _show(f"{name} : pas de réponse.", None)
        _tell(case, name, None)
        return
    try:
        declaration = case.declaration(name)
        wire = to_wire(declaration, value)
        from_wire(declaration, wire)
    except (AnswerError, CaseError) as error:
        message = str(error)[:MAXIMUM_MESSAGE_CHARACTERS]
        former = f" {_FORMER}" if is_kept(case, str(name)) else ""
        _show(f"Réponse refusée. {message}{former}", identity | {"refused": message})
        _tell(case, name, None)
        return
    if declaration.type is not AnswerType.FUNCTION:
        keep(case, name, wire)
    elif callable(value):
        _functions[name] = (value, declaration.result())
    _show(
        f"{name} : réponse enregistrée ({_echo(wire, value)}).{_unread(declaration, wire)}", identity | {"value": wire}
    )
    _tell(case, name, wire)


def probe(name: str, calls: str) -> None:
    """Call a function that was handed in and show what it returns; the trusted process asks for this.

    Parameters
    ----------
    name : str
        Name of the answer.
    calls : str
        As ``packed`` returns it; JSON: a list of calls, each a list of arguments (numbers, text, rows, or encoded
        arrays).
    """
    function, result = _functions[name]
    show_results(result, function, json.loads(unpacked(calls)))


def show_results(result: AnswerDeclaration, function: Callable[..., object], calls: Sequence[Sequence[Any]]) -> None:
    """Call a function and show what it returns each time, or why it returns nothing.

    Parameters
    ----------
    result : AnswerDeclaration
        Of what each call must return; bears the name of the answer.
    function : callable
    calls : sequence of sequence
        Arguments: numbers, text, rows, or encoded arrays.
    """
    for index, arguments in enumerate(calls):
        shown: dict[str, Any] = {"format": 1, "name": result.name, "call": index}
        try:
            returned = function(*[decode_array(a) if isinstance(a, dict) else a for a in arguments])
            shown |= {"value": _returned(result, returned)}
        # Whatever the candidate's function does wrong is a result to report, not a fault of ours.
        except Exception as error:  # noqa: BLE001
            shown |= {"error": f"{type(error).__name__} : {error}"[:MAXIMUM_MESSAGE_CHARACTERS]}
        _show(f"{result.name}, appel {index + 1}", shown, mime=PROBE_MIME)


def _tell(case: Case, name: str, wire: Wire | None) -> None:
    for listener in _listeners:
        listener(case, name, wire)


def _returned(declared: AnswerDeclaration, value: object) -> object:
    if declared.type is AnswerType.NUMBER:
        # Whatever counts as a number: a boolean, a numpy scalar.
        return float(value)  # type: ignore[arg-type]
    wire = to_wire(declared, value)
    from_wire(declared, wire)
    return wire


def _unread(declaration: AnswerDeclaration, wire: Wire) -> str:
    """Return a word about a file that graders will not be able to read: it is handed in all the same."""
    if not declaration.inspection or not isinstance(wire, str):
        return ""
    # They need answers themselves.
    from .inspections import reading_fault

    fault = reading_fault(declaration.inspection, wire)[:MAXIMUM_MESSAGE_CHARACTERS]
    return f" Attention, ce fichier ne se lit pas\N{NO-BREAK SPACE}: {fault}" if fault else ""


def _echo(wire: object, value: object) -> str:
    # What was understood, rather than what was given: « Conforme  » reads « conforme ».
    if isinstance(wire, bool):
        return "oui" if wire else "non"
    if isinstance(wire, float):
        # From a million on, six digits would hide what is handed in, and an exponent is hard to read.
        shown = f"{wire:,.0f}".replace(",", "\u202f") if 1e6 <= abs(wire) < 1e15 else f"{wire:.6g}"
        return shown.replace(".", ",")
    return described(value if isinstance(wire, dict) else wire)


def _show(text: str, payload: dict[str, Any] | None, mime: str = ANSWER_MIME) -> None:
    from IPython.display import display

    bundle: dict[str, Any] = {"text/plain": text}
    if payload is not None:
        bundle[mime] = payload
    display(bundle, raw=True)
