"""What the run's report says of a notebook that ran: cells that stopped on an error, answers that did not come."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograders.model.answers import Answers, AnswerState
from autograders.sandbox import CellRun, CellStatus

from .texts import NO_BREAK_SPACE, on_one_line

MAXIMUM_ERROR_CHARACTERS = 160


def told_of_run(cells: Iterable[CellRun | None], answers: Answers) -> tuple[str, ...]:
    """Return what an instructor is told of a notebook that ran, in French; nothing where all went well.

    Parameters
    ----------
    cells : iterable of CellRun or None
        Hostile: what an error says of itself is shown, cut, without what no reader can see.
    answers : Answers
        Those that the notebook itself has to hand in.

    Returns
    -------
    tuple of str
    """
    stopped = [run for run in cells if run is not None and run.status is CellStatus.ERROR]
    missing = [name for name, answer in answers.items() if answer.state is AnswerState.MISSING]
    elsewhere = [name for name, answer in answers.items() if answer.state is AnswerState.OTHER_VARIANT]
    refused = [answer.message or name for name, answer in answers.items() if answer.state is AnswerState.REFUSED]
    silent = {name: [probe.error for probe in answer.probes if probe.error] for name, answer in answers.items()}
    return (
        *_told_of_errors(stopped),
        *([f"Sans réponse{NO_BREAK_SPACE}: {', '.join(missing)}."] if missing else []),
        *([f"Sur les données d’une autre variante{NO_BREAK_SPACE}: {', '.join(elsewhere)}."] if elsewhere else []),
        *(f"Réponse refusée. {message}" for message in refused),
        *(_told_of_calls(name, errors, len(answers[name].probes)) for name, errors in silent.items() if errors),
    )


def _told_of_errors(stopped: Sequence[CellRun]) -> list[str]:
    if not stopped:
        return []
    first = _error(stopped[0].outputs)
    if len(stopped) == 1:
        return [f"Une cellule s’est arrêtée sur une erreur{NO_BREAK_SPACE}: {first}."]
    return [f"{len(stopped)} cellules se sont arrêtées sur une erreur, la première sur{NO_BREAK_SPACE}: {first}."]


def _told_of_calls(name: str, errors: Sequence[str], count: int) -> str:
    told = f"{name}{NO_BREAK_SPACE}: {len(errors)} appel{'s' if len(errors) > 1 else ''} sur {count} sans résultat"
    return f"{told} ({on_one_line(errors[0], MAXIMUM_ERROR_CHARACTERS)})."


def _error(outputs: Sequence[Any]) -> str:
    """Return the class and the message of the last error that a cell showed, on one line."""
    errors = [item for item in outputs if isinstance(item, Mapping) and item.get("output_type") == "error"]
    if not errors:
        return "sans message"
    said = f"{errors[-1].get('ename', '')} {errors[-1].get('evalue', '')}"
    return on_one_line(said, MAXIMUM_ERROR_CHARACTERS).rstrip(".") or "sans message"
